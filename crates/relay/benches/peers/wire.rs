//! What a day costs. Bytes on the wire: a network of the bench's own in which the loopback is all there is, so that its counter says everything,
//! headers and receipts too.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

const INSIDE: &str = "VISITA_INSIDE";
/// What a packet may hold, as on most networks; the loopback's own 64 KiB would flatter whoever sends much at once.
const PACKET_BYTES: &str = "1500";
/// What is sent in one piece to the counter is counted with one head: as many small packets as there would be are counted so.
const COUNTER: &str = "/proc/net/dev";
/// Where the bytes sent stand, after the name.
const SENT: usize = 8;

/// Parts of a second that the kernel counts the processors' work in, for every program.
const TICKS_A_SECOND: f64 = 100.0;
/// Where a process's own time and the kernel's for it stand, after its name.
const WORKED: [usize; 2] = [11, 12];

/// Starts this program again inside such a network, unless it is in one.
pub fn go_inside() {
    if std::env::var_os(INSIDE).is_none() {
        let error = Command::new("unshare")
            .args(["--map-root-user", "--net", "--"])
            .args(std::env::current_exe())
            .args(std::env::args_os().skip(1))
            .env(INSIDE, "1")
            .exec();
        panic!("unshare (util-linux) cannot be started: {error}");
    }
    let up = Command::new("ip")
        .args(["link", "set", "lo", "up", "mtu", PACKET_BYTES])
        .status();
    assert!(
        up.is_ok_and(|status| status.success()),
        "ip (iproute2) must make a loopback here"
    );
}

/// Bytes sent so far, each once.
pub fn bytes_passed() -> u64 {
    let devices = std::fs::read_to_string(COUNTER).unwrap();
    let loopback = devices
        .lines()
        .find_map(|line| line.trim().strip_prefix("lo:"))
        .unwrap();
    loopback.split_whitespace().nth(SENT).unwrap().parse().unwrap()
}

/// Seconds that processors worked for these processes so far.
pub fn seconds_worked(processes: &[u32]) -> f64 {
    let ticks = |process: &u32| {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
        let after_name: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        WORKED
            .map(|place| after_name[place].parse::<f64>().unwrap())
            .iter()
            .sum::<f64>()
    };
    processes.iter().map(ticks).sum::<f64>() / TICKS_A_SECOND
}
