import type { PlaceInput } from '../ipc/generated';

/** What a new place begins with. */
export const NO_FACTS: PlaceInput = {
  name: '',
  place_type: 'prison',
  other_type: '',
  authority: '',
  authority_id: null,
  operator: null,
  operator_name: '',
  legal_basis: '',
  region: '',
  address: '',
  latitude: null,
  longitude: null,
  capacity: null,
  occupancy: null,
  turnover: null,
  vulnerable: [],
  opened_on: null,
  closed_on: null,
  suspected: false,
  suspected_note: '',
};
