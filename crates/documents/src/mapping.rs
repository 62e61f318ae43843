//! Which column of a table, or key of an object, says what of an article. A value, so that a screen can show it.

use serde::{Deserialize, Serialize};

/// What a column can say of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of an article")]
pub enum Field {
    Title,
    Text,
    /// What stands in a list in place of the text.
    Summary,
    Url,
    Published,
    Modified,
    Publisher,
    Author,
    Language,
}

/// A column and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name; "column 2" where the table names none.
    pub name: String,
    /// What it says; `None` when that is not known.
    pub field: Option<Field>,
}

/// How the columns of a table are understood, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The table, where a file has several.
    pub table: String,
    /// The columns.
    pub columns: Vec<Column>,
}

/// What somebody says that the columns of a table say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The table, where a file has several; all of them when not given.
    pub table: Option<String>,
    /// The columns by their names; all others are only kept.
    pub columns: Vec<(Field, String)>,
}

/// The names that columns and keys go by, in small letters and without marks: those of news services, then those that
/// people give in the languages of the program's readers. Earlier ones win where a table has several.
const NAMES: [(Field, &str); 9] = [
    (
        Field::Title,
        "title headline webtitle head titel überschrift ueberschrift schlagzeile titre título titulo titular заголовок \
         назва заглавие название 标题 標題 题目 題目 العنوان عنوان",
    ),
    (
        Field::Text,
        "text bodytext articlebody fulltext maintext plaintext body contenthtml contenttext content html article volltext \
         artikeltext inhalt contenu texte corps texto contenido cuerpo текст вміст содержание содержимое 正文 全文 内文 內文 \
         内容 內容 النص نص المحتوى",
    ),
    (
        Field::Summary,
        "summary description abstract snippet excerpt lead leadparagraph teaser trailtext standfirst zusammenfassung \
         vorspann anriss résumé chapô chapeau resumen entradilla анотація опис аннотация описание 摘要 الملخص ملخص الوصف",
    ),
    (
        Field::Url,
        "url weburl link articleurl sourceurl canonicalurl permalink href uri address webadresse internetadresse lien \
         enlace vínculo vinculo посилання лінк ссылка 链接 連結 网址 網址 الرابط رابط requestedurl",
    ),
    (
        Field::Published,
        "published publishedat datepublished publicationdate publishdate publishingdate datepublish datepublication pubdate \
         publisheddate publishedutc webpublicationdate datetimepub date datetime seendate created createdat timestamp datum \
         erscheinungsdatum veröffentlichungsdatum veröffentlicht erschienen datedepublication publiéle publié fecha \
         fechadepublicación publicado дата датапублікації опубліковано датапубликации опубликовано 日期 发布日期 發布日期 \
         发布时间 發布時間 التاريخ تاريخ تاريخالنشر",
    ),
    (
        Field::Modified,
        "modified modifiedat datemodified datemodify updated updatedat lastmodified geändert aktualisiert modifié misàjour \
         actualizado modificado оновлено обновлено 更新时间 更新時間 تاريخالتحديث",
    ),
    (
        Field::Publisher,
        "publisher source sourcename sourcetitle outlet sitename newspaper medium publication site domain sourcedomain \
         quelle zeitung journal éditeur fuente medio periódico джерело видання змі издание источник сми 来源 來源 媒体 媒體 \
         المصدر الصحيفة الناشر",
    ),
    (
        Field::Author,
        "author authors byline creator creators autor autorin verfasser verfasserin auteur autrice autora автор автори \
         авторы 作者 记者 記者 الكاتب المؤلف",
    ),
    (Field::Language, "language lang languagecode sprache langue idioma мова язык 语言 語言 اللغة"),
];

impl Field {
    /// The key that the field goes by where the program writes one.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Summary => "summary",
            Self::Url => "url",
            Self::Published => "published",
            Self::Modified => "modified",
            Self::Publisher => "publisher",
            Self::Author => "author",
            Self::Language => "language",
        }
    }
}

impl Mapping {
    /// What columns of these `names` say: each field at most once, by the likeliest name.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut columns: Vec<Column> =
            names.into_iter().map(|name| Column { name: name.to_owned(), field: None }).collect();
        let plain: Vec<String> = columns.iter().map(|column| plain(&column.name)).collect();
        for (field, names) in NAMES {
            let place = names.split_whitespace().find_map(|name| plain.iter().position(|plain| plain == name));
            if let Some(column) = place.map(|place| &mut columns[place]).filter(|column| column.field.is_none()) {
                column.field = Some(field);
            }
        }
        Self { table: String::new(), columns }
    }

    /// The place of the column that says `field`.
    pub fn place(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.field == Some(field))
    }

    /// The same columns, saying what `told` says.
    pub(crate) fn told(mut self, told: &Told) -> Self {
        for column in &mut self.columns {
            column.field = told.columns.iter().find(|(_, name)| *name == column.name).map(|(field, _)| *field);
        }
        self
    }

    /// Whether it says where articles or links are.
    pub fn tells(&self) -> bool {
        self.place(Field::Url).is_some() || self.place(Field::Text).is_some()
    }

    /// How many columns are understood.
    pub fn known(&self) -> usize {
        self.columns.iter().filter(|column| column.field.is_some()).count()
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_understood_by_the_names_that_people_and_services_give_them() {
        for (names, text, url, date) in [
            ("Headline;Body;Link;Date", Some(1), Some(2), Some(3)),
            ("webTitle;webUrl;webPublicationDate;bodyText", Some(3), Some(1), Some(2)),
            ("title;description;content;url;publishedAt", Some(2), Some(3), Some(4)),
            ("Заголовок;Текст;Посилання;Дата", Some(1), Some(2), Some(3)),
            ("Überschrift;Volltext;Link;Erscheinungsdatum", Some(1), Some(2), Some(3)),
            ("Titre;Lien;Date de publication;Texte", Some(3), Some(1), Some(2)),
            ("Titular;Enlace;Fecha de publicación;Contenido", Some(3), Some(1), Some(2)),
            ("标题;网址;发布时间;内容", Some(3), Some(1), Some(2)),
            ("العنوان;الرابط;تاريخ النشر;المحتوى", Some(3), Some(1), Some(2)),
            ("sluice;guards", None, None, None),
        ] {
            let mapping = Mapping::of(names.split(';'));
            let found = [Field::Text, Field::Url, Field::Published].map(|field| mapping.place(field));
            assert_eq!(found, [text, url, date], "{names}");
        }
    }
}
