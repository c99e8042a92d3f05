//! The packages of a workspace, as cargo knows them.

mod crawl;
mod folder;
mod module_items;

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use cargo_metadata::{MetadataCommand, Package as CargoPackage, TargetKind};
use pg_integration_enum_core::drift::nearest;

pub use self::crawl::{SourceFile, crawl};
pub use self::folder::normalize;

/// A workspace, as its sources go.
pub struct Workspace {
    /// The folder that reports name files from.
    pub root: PathBuf,
    pub packages: Vec<Package>,
}

/// A package, as far as its sources go.
pub struct Package {
    pub name: String,
    /// The folder of its manifest, from which `expected(…)` names files.
    pub folder: PathBuf,
    /// The root file of each target.
    pub roots: Vec<Root>,
    /// Its build script, where it has one.
    pub build_script: Option<PathBuf>,
    /// Whether it is asked for.
    pub wanted: bool,
}

/// Where a crate begins.
pub struct Root {
    pub file: PathBuf,
    /// The name by which other crates know it, if it is a library.
    pub library: Option<String>,
    /// Whether it is a library or a program, and no test, example or benchmark.
    pub shipped: bool,
}

impl Workspace {
    /// Asks cargo, without network and without a look at dependencies.
    pub fn load(manifest: Option<&Path>, wanted: &[String]) -> Result<Self, String> {
        let mut command = MetadataCommand::new();
        command.no_deps().other_options(["--offline".to_owned()]);
        if let Some(manifest) = manifest {
            command.manifest_path(manifest);
        }
        let metadata = command.exec().map_err(|error| match error {
            cargo_metadata::Error::CargoMetadata { stderr } => {
                let said = stderr.trim_end();
                said.strip_prefix("error: ").unwrap_or(said).to_owned()
            }
            error => error.to_string(),
        })?;
        let members = metadata.workspace_packages();
        for name in wanted {
            if !members.iter().any(|package| *package.name == *name) {
                return Err(no_such_package(name, &members));
            }
        }
        Ok(Self {
            root: metadata.workspace_root.clone().into_std_path_buf(),
            packages: members
                .iter()
                .map(|package| Package::of(package, wanted))
                .collect(),
        })
    }

    /// The folder of a package.
    pub fn folder(&self, package: &str) -> &Path {
        let mut packages = self.packages.iter();
        let found = packages.find(|known| known.name == package);
        found.map_or(&self.root, |found| &found.folder)
    }

    /// A file as reports name it: from the workspace's folder, with slashes.
    pub fn shown(&self, path: &Path) -> String {
        shown(&self.root, path)
    }
}

/// A path from a folder, with slashes and without `..` where it can do without.
fn shown(root: &Path, path: &Path) -> String {
    let clean = folder::normalize(path);
    let relative = clean.strip_prefix(root).unwrap_or(&clean);
    // A backslash elsewhere than on Windows is a character like any other.
    relative.to_string_lossy().replace(MAIN_SEPARATOR, "/")
}

fn no_such_package(name: &str, members: &[&CargoPackage]) -> String {
    let known = || members.iter().map(|package| package.name.as_str());
    match nearest(name, known()) {
        Some(near) => format!("the workspace has no package `{name}`; did you mean `{near}`?"),
        None => {
            let known: Vec<String> = known().map(|known| format!("`{known}`")).collect();
            format!(
                "the workspace has no package `{name}`; it has {}",
                known.join(", ")
            )
        }
    }
}

impl Package {
    fn of(package: &CargoPackage, wanted: &[String]) -> Self {
        let folder = package.manifest_path.parent();
        let is_script = |kind: &TargetKind| *kind == TargetKind::CustomBuild;
        let (scripts, targets): (Vec<_>, Vec<_>) = package
            .targets
            .iter()
            .partition(|target| target.kind.iter().any(is_script));
        Self {
            name: package.name.to_string(),
            folder: folder.map_or_else(PathBuf::new, |folder| folder.as_std_path().to_owned()),
            roots: targets.iter().map(|target| Root::of(target)).collect(),
            wanted: wanted.is_empty() || wanted.iter().any(|name| *package.name == *name),
            build_script: scripts
                .first()
                .map(|script| script.src_path.clone().into_std_path_buf()),
        }
    }
}

impl Root {
    fn of(target: &cargo_metadata::Target) -> Self {
        let is_aside = |kind: &TargetKind| {
            matches!(
                kind,
                TargetKind::Example | TargetKind::Test | TargetKind::Bench
            )
        };
        let shipped = !target.kind.iter().any(is_aside);
        let program = target.kind.contains(&TargetKind::Bin);
        Self {
            file: target.src_path.clone().into_std_path_buf(),
            library: (shipped && !program).then(|| target.name.replace('-', "_")),
            shipped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_from_the_root_with_slashes() {
        let root = Path::new("root");
        let path = root.join("a").join("..").join("b").join("c");
        assert_eq!(shown(root, &path), "b/c");
    }

    #[cfg(unix)]
    #[test]
    fn a_backslash_is_a_character_where_it_separates_nothing() {
        assert_eq!(shown(Path::new("/root"), Path::new(r"/root/a\b")), r"a\b");
    }
}
