//! A network of this test's own: a bridge in a namespace, and one namespace a device. Nothing of it touches the machine's.

use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

static NETWORKS: AtomicU32 = AtomicU32::new(0);

pub struct Network {
    prefix: String,
    devices: Vec<String>,
}

fn ip(args: &[&str]) {
    let output = Command::new("ip").args(args).output().expect("iproute2 is installed");
    assert!(
        output.status.success(),
        "ip {args:?}: {} (network namespaces need root, and a kernel that allows them)",
        String::from_utf8_lossy(&output.stderr)
    );
}

impl Network {
    pub fn of(devices: &[&str]) -> Self {
        let number = NETWORKS.fetch_add(1, Ordering::SeqCst);
        let network = Self {
            prefix: format!("visita{}x{number}", std::process::id()),
            devices: devices.iter().map(|device| (*device).to_owned()).collect(),
        };
        let hub = network.hub();
        ip(&["netns", "add", &hub]);
        ip(&[
            "-n",
            &hub,
            "link",
            "add",
            "hub",
            "type",
            "bridge",
            "mcast_snooping",
            "0",
        ]);
        ip(&["-n", &hub, "link", "set", "hub", "up"]);
        for (n, device) in devices.iter().enumerate() {
            network.joins(device, n);
        }
        network
    }

    fn hub(&self) -> String {
        format!("{}-hub", self.prefix)
    }

    pub fn namespace(&self, device: &str) -> String {
        format!("{}-{device}", self.prefix)
    }

    fn joins(&self, device: &str, n: usize) {
        let (hub, namespace) = (self.hub(), self.namespace(device));
        ip(&["netns", "add", &namespace]);
        // IPv4 alone: what the kernel says by itself over IPv6 would be counted as ours.
        let quiet = "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6";
        ip(&["netns", "exec", &namespace, "sh", "-c", quiet]);
        ip(&["-n", &namespace, "link", "set", "lo", "up"]);
        ip(&[
            "-n", &hub, "link", "add", device, "type", "veth", "peer", "name", "net0", "netns", &namespace,
        ]);
        ip(&["-n", &hub, "link", "set", device, "master", "hub", "up"]);
        ip(&[
            "-n",
            &namespace,
            "addr",
            "add",
            &format!("10.77.0.{}/24", n + 1),
            "dev",
            "net0",
        ]);
        ip(&["-n", &namespace, "link", "set", "net0", "up"]);
        ip(&["-n", &namespace, "route", "add", "224.0.0.0/4", "dev", "net0"]);
    }

    /// Nothing passes to or from a device any more.
    pub fn cut(&self, device: &str) {
        ip(&["-n", &self.hub(), "link", "set", device, "down"]);
    }

    pub fn heal(&self, device: &str) {
        ip(&["-n", &self.hub(), "link", "set", device, "up"]);
    }

    /// A device gets another address, and has the old one no more.
    pub fn moves(&self, device: &str, host: u8) {
        let namespace = self.namespace(device);
        ip(&["-n", &namespace, "addr", "flush", "dev", "net0"]);
        ip(&[
            "-n",
            &namespace,
            "addr",
            "add",
            &format!("10.77.0.{host}/24"),
            "dev",
            "net0",
        ]);
        ip(&["-n", &namespace, "route", "replace", "224.0.0.0/4", "dev", "net0"]);
    }

    /// Packets that left a device, of whatever kind.
    pub fn packets_sent(&self, device: &str) -> u64 {
        let namespace = self.namespace(device);
        let counter = "/sys/class/net/net0/statistics/tx_packets";
        let output = Command::new("ip")
            .args(["netns", "exec", &namespace, "cat", counter])
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).trim().parse().unwrap()
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        for namespace in self
            .devices
            .iter()
            .map(|device| self.namespace(device))
            .chain([self.hub()])
        {
            let _ = Command::new("ip").args(["netns", "del", &namespace]).output();
        }
    }
}
