//! The certificate: given, or made at the first start. Devices know it by the hash of its key, so that neither its name nor
//! who signed it matters to them.

use rcgen::{CertificateParams, DnType, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::ParsedCertificate;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use visita_wire::relay::Pin;

const CERTIFICATE_FILE: &str = "certificate.pem";
const KEY_FILE: &str = "key.pem";
const PROTOCOL: &[u8] = b"http/1.1";

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read or written.
    #[error("{path}: {error}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It holds no certificate, or no key, in PEM.
    #[error("{0} holds neither a certificate nor a key in PEM")]
    Pem(PathBuf),
    /// The certificate is not one that rustls can use, or the key is another's.
    #[error("the certificate cannot be used: {0}")]
    Unusable(#[from] rustls::Error),
    /// None could be made.
    #[error("no certificate could be made: {0}")]
    Making(#[from] rcgen::Error),
}

/// A certificate and its key, as files in PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The certificate, then those that vouch for it.
    pub chain: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

impl Certificate {
    /// The one in this folder; made there when there is none, with the right to read its key for nobody else.
    ///
    /// # Errors
    /// See [`TlsError`].
    pub fn own(folder: &Path) -> Result<Self, TlsError> {
        let own = Self {
            chain: folder.join(CERTIFICATE_FILE),
            key: folder.join(KEY_FILE),
        };
        if !own.chain.exists() {
            let key = KeyPair::generate()?;
            let mut params = CertificateParams::new(Vec::new())?;
            params.distinguished_name.push(DnType::CommonName, "visita-relay");
            let certificate = params.self_signed(&key)?;
            fs::create_dir_all(folder).map_err(|error| fault(folder, error))?;
            // The key first: a certificate stands only where its key does.
            write(&own.key, &key.serialize_pem())?;
            write(&own.chain, &certificate.pem())?;
        }
        Ok(own)
    }

    /// What devices know it by.
    ///
    /// # Errors
    /// See [`TlsError`].
    pub fn pin(&self) -> Result<Pin, TlsError> {
        let chain = self.read_chain()?;
        let first = chain.first().ok_or_else(|| TlsError::Pem(self.chain.clone()))?;
        let key = ParsedCertificate::try_from(first)?.subject_public_key_info();
        Ok(Pin(Sha256::digest(key.as_ref()).into()))
    }

    /// TLS 1.3 only: every device brings it.
    ///
    /// # Errors
    /// See [`TlsError`].
    pub fn config(&self) -> Result<Arc<ServerConfig>, TlsError> {
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|_| TlsError::Pem(self.key.clone()))?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_no_client_auth()
            .with_single_cert(self.read_chain()?, key)?;
        config.alpn_protocols = vec![PROTOCOL.to_vec()];
        Ok(Arc::new(config))
    }

    fn read_chain(&self) -> Result<Vec<CertificateDer<'static>>, TlsError> {
        let unreadable = |_| TlsError::Pem(self.chain.clone());
        let chain: Vec<_> = CertificateDer::pem_file_iter(&self.chain)
            .map_err(unreadable)?
            .collect::<Result<_, _>>()
            .map_err(unreadable)?;
        if chain.is_empty() {
            Err(TlsError::Pem(self.chain.clone()))
        } else {
            Ok(chain)
        }
    }
}

fn fault(path: &Path, error: std::io::Error) -> TlsError {
    TlsError::File {
        path: path.to_owned(),
        error,
    }
}

fn write(path: &Path, text: &str) -> Result<(), TlsError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| fault(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_made_once_and_known_by_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let own = Certificate::own(folder.path()).unwrap();
        let pin = own.pin().unwrap();
        assert_eq!(Certificate::own(folder.path()).unwrap().pin().unwrap(), pin);
        own.config().unwrap();
        let other = tempfile::tempdir().unwrap();
        let other = Certificate::own(other.path()).unwrap();
        assert_ne!(other.pin().unwrap(), pin);
        let mixed = Certificate {
            key: other.key,
            chain: own.chain.clone(),
        };
        assert!(matches!(mixed.config(), Err(TlsError::Unusable(_))));
        #[cfg(unix)]
        {
            let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&own.key).unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_file_that_is_no_certificate_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let own = Certificate::own(folder.path()).unwrap();
        fs::write(&own.chain, "nothing").unwrap();
        assert!(matches!(own.pin(), Err(TlsError::Pem(_))));
        assert!(matches!(own.config(), Err(TlsError::Pem(_))));
    }
}
