//! A PostgreSQL of the test's own: made in a temporary folder, reached by a socket in it, gone with it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// It refuses to run as root: this user comes with the package.
const USER: &str = "postgres";
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Cluster {
    folder: TempDir,
    server: Child,
}

fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = versions.map(|entry| entry.path().join("bin")).collect();
    found.sort();
    let found = found.into_iter().rfind(|folder| folder.join("initdb").exists());
    found.expect("PostgreSQL is missing: `cargo xtask test` installs it, or apt-get install postgresql")
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout == b"0\n"
}

/// A program of PostgreSQL's, as somebody who may run it. The process is the program itself: its id can be signalled.
fn command(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    let user = format!("--reuid={USER}");
    command
        .args([user.as_str(), "--regid=postgres", "--clear-groups"])
        .arg(program);
    command
}

impl Cluster {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        if is_root() {
            let owned = Command::new("chown").arg(USER).arg(folder.path()).status().unwrap();
            assert!(owned.success());
        }
        let (programs, data) = (programs(), folder.path().join("data"));
        let made = command(&programs.join("initdb"))
            .args(["-U", "visita", "-A", "trust", "-E", "UTF8", "--no-locale", "-D"])
            .arg(&data)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let server = serve(&programs, folder.path());
        let cluster = Self { folder, server };
        cluster.wait();
        cluster
    }

    fn wait(&self) {
        let begun = Instant::now();
        while !command(&programs().join("pg_isready"))
            .args(["-q", "-h"])
            .arg(self.folder.path())
            .status()
            .unwrap()
            .success()
        {
            assert!(begun.elapsed() < PATIENCE, "PostgreSQL does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// A new, empty database: its address.
    pub fn database(&self, name: &str) -> String {
        self.run("postgres", &format!("CREATE DATABASE {name}"));
        self.address(name)
    }

    pub fn address(&self, name: &str) -> String {
        let host = self.folder.path().to_str().unwrap().replace('/', "%2F");
        format!("postgres://visita@{host}/{name}")
    }

    /// What a statement answers, as bare text.
    pub fn run(&self, database: &str, statement: &str) -> String {
        let done = command(&programs().join("psql"))
            .args(["-U", "visita", "-v", "ON_ERROR_STOP=1", "-At", "-h"])
            .arg(self.folder.path())
            .args([database, "-c", statement])
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    /// Where its files are.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Ends it without warning, as a power cut would, and starts it again.
    pub fn crash_and_restart(&mut self) {
        // The postmaster's children notice and end; its files are as they are.
        self.server.kill().unwrap();
        self.server.wait().unwrap();
        let pid_file = self.folder.path().join("data/postmaster.pid");
        let begun = Instant::now();
        loop {
            self.server = serve(&programs(), self.folder.path());
            std::thread::sleep(Duration::from_millis(300));
            if self.server.try_wait().unwrap().is_none() {
                break;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "PostgreSQL does not start again: {}",
                pid_file.display()
            );
        }
        self.wait();
    }
}

fn serve(programs: &Path, folder: &Path) -> Child {
    command(&programs.join("postgres"))
        .arg("-D")
        .arg(folder.join("data"))
        .args([
            "-c",
            "listen_addresses=",
            "-c",
            "max_connections=60",
            "-c",
            "shared_buffers=64MB",
            "-k",
        ])
        .arg(folder)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Fast, and orderly: everybody is sent home, nothing is left behind.
        let _ = Command::new("kill")
            .args(["-INT", &self.server.id().to_string()])
            .status();
        let _ = self.server.wait();
    }
}
