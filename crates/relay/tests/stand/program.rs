//! The program itself, as an operator runs it.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};
use visita_transport::relay::RelayClient;
use visita_wire::relay::Invitation;

const PROGRAM: &str = env!("CARGO_BIN_EXE_visita-relay");
const PATIENCE: Duration = Duration::from_secs(40);
/// All devices of a test have one address.
const UNPACED: [&str; 4] = ["--requests-a-minute", "1000000", "--puts-a-minute", "1000000"];

/// A relay that runs, or ran.
pub struct Program {
    child: Child,
    storage: Vec<String>,
    pub endpoint: String,
    pub figures: String,
    pub log: PathBuf,
}

/// Storage in a folder of its own, with SQLite.
pub fn in_folder(folder: &Path) -> Vec<String> {
    vec!["--data".into(), folder.to_str().unwrap().into()]
}

/// The same, on a PostgreSQL.
pub fn on_database(folder: &Path, address: &str) -> Vec<String> {
    let mut storage = in_folder(folder);
    storage.extend(["--database".into(), address.into()]);
    storage
}

/// Runs a task to its end.
pub fn run(storage: &[String], task: &[&str]) -> Output {
    Command::new(PROGRAM).args(storage).args(task).output().unwrap()
}

pub fn run_well(storage: &[String], task: &[&str]) -> String {
    let done = run(storage, task);
    assert!(
        done.status.success(),
        "{task:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}

impl Program {
    /// Over TLS on the loopback, at a free port.
    pub fn start(storage: &[String], more: &[&str]) -> Self {
        Self::start_at("127.0.0.1:0", storage, more)
    }

    pub fn start_at(listen: &str, storage: &[String], more: &[&str]) -> Self {
        // One log over all starts.
        let log = PathBuf::from(&storage[1]).join("log.jsonl");
        std::fs::create_dir_all(&storage[1]).unwrap();
        let log_file = File::options().create(true).append(true).open(&log).unwrap();
        let mut child = Command::new(PROGRAM)
            .args(storage)
            .args([
                "serve",
                "--listen",
                listen,
                "--metrics",
                "127.0.0.1:0",
                "--log",
                "json",
                "--verbose",
            ])
            .args(if more.contains(&"--puts-a-minute") {
                &[][..]
            } else {
                &UNPACED
            })
            .args(more)
            .stdout(Stdio::piped())
            .stderr(log_file)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = |before: &str| {
            let line = lines.next().map(|line| line.unwrap()).unwrap_or_default();
            let log = || std::fs::read_to_string(&log).unwrap_or_default();
            line.strip_prefix(before)
                .map(str::to_owned)
                .unwrap_or_else(|| panic!("{line}\n{}", log()))
        };
        let endpoint = said("listening on ");
        let figures = said("figures on ");
        Self {
            child,
            storage: storage.to_vec(),
            endpoint,
            figures,
            log,
        }
    }

    pub fn invite(&self, more: &[&str]) -> Invitation {
        let task = [&["invite", "--endpoint", self.endpoint.as_str()], more].concat();
        Invitation::from_text(&run_well(&self.storage, &task)).unwrap()
    }

    pub fn client(&self) -> RelayClient {
        RelayClient::new(&self.invite(&[])).unwrap()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// As an operator, or a service manager, does.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([name, &self.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
    }

    pub fn wait(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "the relay does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// No warning, no last word.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn stop(mut self) {
        self.signal("-TERM");
        assert!(self.wait().success());
    }

    /// Memory it holds, bytes.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }

    /// A figure by its name.
    pub async fn figure(&self, name: &str) -> u64 {
        let text = super::http::get(&self.figures).await.1;
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.map_or(0, |number| number.parse().unwrap())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
