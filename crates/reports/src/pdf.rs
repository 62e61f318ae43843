//! PDF, laid out by Typst: tagged for accessibility (PDF/UA-1), with contents, bookmarks and footnotes.

use std::cell::RefCell;

use domain::CaseFile;
use serde::Serialize;
use typst::{
    Library, LibraryExt, World, comemo,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{
    Error, Rendered,
    fonts::Fonts,
    manifest::Manifest,
    outline::{self, Outline},
    plan::Plan,
    progress::{Means, Section, Step},
};

const TEMPLATE: &str = include_str!("../templates/report.typ");

/// What Typst is given for a report: to measure beside a bare compilation of the same.
#[derive(Debug)]
pub struct PdfSource {
    /// The markup.
    pub template: &'static str,
    /// The files that it reads, by name.
    pub files: Vec<(&'static str, Vec<u8>)>,
    /// The font files, those that come with the program first.
    pub fonts: Vec<Vec<u8>>,
}

/// What Typst is given for the report that `plan` makes of `case`.
pub fn pdf_source(case: &CaseFile, plan: &Plan, means: Means<'_>) -> Result<PdfSource, Error> {
    let case = plan.applied(case);
    let outline = outline::of(&case, plan);
    let asked = RefCell::new(typst_assets::fonts().map(<[u8]>::to_vec).collect::<Vec<_>>());
    let typefaces = |files: &str| {
        let found = (means.typefaces)(files);
        asked.borrow_mut().extend(found.iter().cloned());
        found
    };
    let data = sheet(&case, &outline, &Fonts::of(&serde_json::to_string(&outline)?, &typefaces))?;
    let manifest = Manifest::of(&case).to_json()?;
    let files = files(data, manifest, &outline);
    Ok(PdfSource { template: TEMPLATE, files, fonts: asked.into_inner() })
}

/// The files that the template reads, by name.
fn files(data: Vec<u8>, manifest: Vec<u8>, outline: &Outline) -> Vec<(&'static str, Vec<u8>)> {
    let logo = outline.logo.as_ref().map(|logo| ("logo.png", logo.picture.png().to_vec()));
    [("report.json", data), ("manifest.json", manifest)].into_iter().chain(logo).collect()
}

/// What the template reads.
#[derive(Serialize)]
struct Sheet<'a> {
    #[serde(flatten)]
    outline: &'a Outline,
    families: &'a [&'static str],
    missing: &'a [String],
    /// Year, month and day that the report is as of.
    date: Option<[u32; 3]>,
}

pub(crate) fn render(
    case: &CaseFile,
    outline: &Outline,
    manifest: &Manifest,
    means: Means<'_>,
) -> Result<Rendered, Error> {
    let fonts = Fonts::of(&serde_json::to_string(outline)?, means.typefaces);
    let data = sheet(case, outline, &fonts)?;
    let mut warnings = match fonts.missing.as_slice() {
        [] => Vec::new(),
        missing => vec![format!(
            "this machine has no font for {}: such words show as empty boxes in the PDF. Install fonts-noto-core and \
             fonts-noto-cjk, or use another format",
            missing.join(", ")
        )],
    };
    let (mut bytes, why) = compiled(&Desk::new(files(data, manifest.to_json()?, outline), fonts)?, means)?;
    if let (Some(cause), true) = (why.iter().flatten().next(), warnings.is_empty()) {
        warnings.push(format!("the PDF is tagged and yet not fully accessible (PDF/UA-1): {}", cause.message));
    }
    Manifest::close_pdf(&mut bytes);
    Ok(Rendered { bytes, warnings })
}

fn sheet(case: &CaseFile, outline: &Outline, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let sheet = Sheet { outline, families: &fonts.families, missing: &fonts.missing, date: date(case) };
    Ok(serde_json::to_vec(&sheet)?)
}

fn date(case: &CaseFile) -> Option<[u32; 3]> {
    use chrono::Datelike;
    let on = case.as_of?.date_naive();
    Some([u32::try_from(on.year()).ok()?, on.month(), on.day()])
}

/// The pages, and why they are not accessible to everybody where they are not.
fn compiled(desk: &Desk, means: Means<'_>) -> Result<(Vec<u8>, Option<Vec<SourceDiagnostic>>), Error> {
    let told = |causes: &[SourceDiagnostic]| {
        let messages: Vec<_> = causes.iter().map(|cause| cause.message.to_string()).collect();
        Error::Layout(messages.join("; "))
    };
    means.tell(Step::at(Section::LayingOut))?;
    let document: PagedDocument = typst::compile(desk).output.map_err(|causes| told(&causes))?;
    means.tell(Step::at(Section::Pages))?;
    let bytes = exported(&document, &[PdfStandard::Ua_1]).map(|bytes| (bytes, None)).or_else(|why| {
        // Words without a font cannot be accessible; they are better read elsewhere than not written at all.
        exported(&document, &[]).map(|bytes| (bytes, Some(why)))
    });
    // What was laid out once is seldom laid out again, and takes much memory.
    comemo::evict(0);
    bytes.map_err(|causes| told(&causes))
}

fn exported(document: &PagedDocument, standards: &[PdfStandard]) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    let creator = Smart::Custom(Some(crate::PROGRAM.to_owned()));
    // No two of these exclude each other.
    let standards = PdfStandards::new(standards).unwrap_or_default();
    let options = PdfOptions { creator, standards, ..PdfOptions::default() };
    typst_pdf::pdf(document, &options).map_err(|causes| causes.to_vec())
}

/// All that Typst can see: the template, the report, the manifest and the fonts. No disk, no clock, no network.
struct Desk {
    library: LazyHash<Library>,
    fonts: Fonts,
    template: Source,
    files: Vec<(FileId, Bytes)>,
}

impl Desk {
    fn new(files: Vec<(&'static str, Vec<u8>)>, fonts: Fonts) -> Result<Self, Error> {
        let files = files.into_iter().map(|(name, bytes)| Ok((named(name)?, Bytes::new(bytes))));
        Ok(Self {
            library: LazyHash::new(Library::default()),
            fonts,
            template: Source::new(named("report.typ")?, TEMPLATE.to_owned()),
            files: files.collect::<Result<_, Error>>()?,
        })
    }
}

fn named(name: &str) -> Result<FileId, Error> {
    let path = VirtualPath::new(name).map_err(|_| Error::Layout(format!("{name} is no path")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(name, _)| *name == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
