//! Long steps that run beside the others and share no folder of cargo's with them. A step that waits for a browser, a timeout or
//! a disk leaves a core free; these take it, and give way to everything else.

use crate::{mobile, simulate, steps};
use anyhow::{Context as _, Result, ensure};
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};

/// The hidden task in which they run.
pub const TASK: &str = "beside";
/// How far they stand back behind whoever else wants a core.
const NICENESS: &str = "10";

/// What to tell whoever waits.
const ANNOUNCEMENT: &str = "beside the rest: types for phones, the simulator, attacks";

/// The steps, each after the other. They end with whoever started them, however that ended.
pub fn run() -> Result<()> {
    std::thread::spawn(|| {
        let mut nothing = Vec::new();
        // Nobody writes here: it ends when the starter does. Whatever was read, it is over.
        let _ = std::io::stdin().read_to_end(&mut nothing);
        // The whole group: compilers and tests too.
        let _ = Command::new("sh").args(["-c", "kill -TERM 0"]).status();
    });
    mobile::check_types()?;
    steps::done_with(&mobile::folder())?;
    // The attacks come last: the closing lines are those of a test runner.
    simulate::run_all()?;
    simulate::test()?;
    steps::done_with(&steps::target().join(simulate::PROFILE))
}

/// The steps while they run.
pub struct Beside {
    running: Option<Child>,
    said: PathBuf,
}

impl Beside {
    /// Starts them. What they say goes to a file until they end.
    pub fn start() -> Result<Self> {
        std::fs::create_dir_all(steps::target()).context("the folder of what is built cannot be made")?;
        let said = steps::target().join("beside.log");
        let log = File::create(&said).with_context(|| format!("{} cannot be written", said.display()))?;
        steps::announce(&format!("{ANNOUNCEMENT} (what they say meanwhile: {})", said.display()));
        let mut command = Command::new("nice");
        command
            .args(["-n", NICENESS])
            .arg(std::env::current_exe().context("this program cannot be found")?)
            .arg(TASK)
            .current_dir(steps::root())
            .stdin(Stdio::piped())
            .stdout(log.try_clone()?)
            .stderr(log);
        // A group of its own, that can be ended as one.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let running = command.spawn().context("nice cannot be started")?;
        Ok(Self {
            running: Some(running),
            said,
        })
    }

    /// Says whether all is well so far; repeats what they said once they have ended.
    pub fn look(&mut self) -> Result<()> {
        let ended = self.running.as_mut().map(Child::try_wait).transpose()?.flatten();
        ended.map_or(Ok(()), |status| self.end(status))
    }

    /// Waits for their end.
    pub fn finish(mut self) -> Result<()> {
        let Some(running) = &mut self.running else {
            return Ok(());
        };
        steps::announce("waiting for what runs beside");
        // Not `wait`: it would close their input, by which they know that somebody waits.
        let status = loop {
            match running.try_wait()? {
                Some(status) => break status,
                None => std::thread::sleep(steps::GLANCE),
            }
        };
        self.end(status)
    }

    fn end(&mut self, status: ExitStatus) -> Result<()> {
        self.running = None;
        steps::announce(ANNOUNCEMENT);
        let said = std::fs::read(&self.said).with_context(|| format!("{} cannot be read", self.said.display()))?;
        std::io::stdout().write_all(&said)?;
        std::io::stdout().flush()?;
        ensure!(status.success(), "what ran beside failed: see above");
        Ok(())
    }
}
