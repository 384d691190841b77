#include "extract/byline.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kMostBytes = 600;

struct Agency {
    std::string_view names;  ///< folded variants parted by '|'
    std::string_view canonical;
};

// News agencies by the names they sign with (list of members of the World News Agencies Council and national agencies).
constexpr Agency kAgencies[] = {
    {"afp|agence france-presse|agence france presse|afp news agency", "AFP"},
    {"ap|associated press|the associated press|the ap|ap news", "AP"},
    {"reuters|thomson reuters|reuters news agency|reuters staff", "Reuters"},
    {"dpa|deutsche presse-agentur|deutsche presse agentur|dpa-afx|dpa international", "dpa"},
    {"apa|austria presse agentur|apa-ots", "APA"},
    {"sda|keystone-sda|keystone sda|sda-ats|schweizerische depeschenagentur", "Keystone-SDA"},
    {"ats|keystone-ats|agence télégraphique suisse", "Keystone-ATS"},
    {"sid|sport-informations-dienst", "SID"},
    {"kna|katholische nachrichten-agentur", "KNA"},
    {"epd|evangelischer pressedienst", "epd"},
    {"dts|dts nachrichtenagentur", "dts"},
    {"ansa", "ANSA"},
    {"agi|agenzia italia", "AGI"},
    {"adnkronos", "Adnkronos"},
    {"lapresse", "LaPresse"},
    {"efe|agencia efe|agencias efe", "EFE"},
    {"europa press|europapress", "Europa Press"},
    {"lusa|agência lusa", "Lusa"},
    {"agência brasil|agencia brasil", "Agência Brasil"},
    {"estadão conteúdo|estadao conteudo", "Estadão Conteúdo"},
    {"télam|telam", "Télam"},
    {"notimex", "Notimex"},
    {"upi|united press international", "UPI"},
    {"pa|press association|pa media|pa news agency|the press association", "PA Media"},
    {"aap|australian associated press", "AAP"},
    {"the canadian press|canadian press|la presse canadienne|cp", "The Canadian Press"},
    {"bloomberg|bloomberg news", "Bloomberg"},
    {"dow jones|dow jones newswires", "Dow Jones"},
    {"xinhua|xinhua news agency|新华社|新華社", "Xinhua"},
    {"kyodo|kyodo news|共同通信|共同通信社|共同", "Kyodo"},
    {"jiji|jiji press|時事通信|時事通信社|時事", "Jiji"},
    {"yonhap|yonhap news agency|연합뉴스", "Yonhap"},
    {"뉴시스|newsis", "Newsis"},
    {"뉴스1|news1", "News1"},
    {"pti|press trust of india", "PTI"},
    {"ani|asian news international", "ANI"},
    {"ians|indo-asian news service", "IANS"},
    {"antara|antara news", "Antara"},
    {"bernama", "Bernama"},
    {"tass|itar-tass|тасс", "TASS"},
    {"interfax|интерфакс", "Interfax"},
    {"ria novosti|риа новости", "RIA Novosti"},
    {"ukrinform|укрінформ|укринформ", "Ukrinform"},
    {"унн|уніан|унiан|unian", "UNIAN"},
    {"pap|polska agencja prasowa", "PAP"},
    {"čtk|ctk|česká tisková kancelář", "ČTK"},
    {"tasr", "TASR"},
    {"sita", "SITA"},
    {"mti|magyar távirati iroda", "MTI"},
    {"agerpres", "Agerpres"},
    {"mediafax", "Mediafax"},
    {"hina", "HINA"},
    {"tanjug", "Tanjug"},
    {"beta", "Beta"},
    {"sta|slovenska tiskovna agencija", "STA"},
    {"stt|stt-lehtikuva", "STT"},
    {"tt|tt nyhetsbyrån|tt-afp|tt nyhetsbyran", "TT"},
    {"ntb|norsk telegrambyrå", "NTB"},
    {"ritzau|/ritzau/", "Ritzau"},
    {"belga", "Belga"},
    {"anp|algemeen nederlands persbureau", "ANP"},
    {"leta", "LETA"},
    {"bns", "BNS"},
    {"elta", "ELTA"},
    {"anadolu|anadolu agency|anadolu ajansı|aa", "Anadolu"},
    {"dha|demirören haber ajansı", "DHA"},
    {"iha|ihlas haber ajansı|i̇ha", "İHA"},
    {"irna|ایرنا", "IRNA"},
    {"isna|ایسنا", "ISNA"},
    {"وكالات|agencies|agencias|agences|agenturen|agenzie|agências", "agencies"},
    {"أ ف ب|أ.ف.ب|فرانس برس|ا ف ب", "AFP"},
    {"رويترز", "Reuters"},
    {"inter press service|ips", "IPS"},
    {"tribune news service|tns", "Tribune News Service"},
    {"afp relaxnews|relaxnews", "AFP Relaxnews"},
    {"storyful", "Storyful"},
    {"content agency|tribune content agency", "Tribune Content Agency"},
};

// How bylines begin.  Folded; a trailing space or colon is part of it.
constexpr std::string_view kPrefixes[] = {
    "by ",
    "by: ",
    "by:",
    "written by ",
    "written by: ",
    "reported by ",
    "story by ",
    "words by ",
    "words: ",
    "text by ",
    "posted by ",
    "posted by: ",
    "published by ",
    "author: ",
    "author:",
    "authors: ",
    "author ",
    "compiled by ",
    "edited by ",
    "from ",
    "reporting by ",
    "opinion by ",
    "review by ",
    "analysis by ",
    "interview by ",
    "as told to ",
    "guest post by ",
    "submitted by ",
    "created by ",
    "von ",
    "von: ",
    "autor: ",
    "autor:",
    "autorin: ",
    "autoren: ",
    "text: ",
    "text von ",
    "ein beitrag von ",
    "ein artikel von ",
    "ein gastbeitrag von ",
    "ein kommentar von ",
    "kommentar von ",
    "eine analyse von ",
    "analyse von ",
    "geschrieben von ",
    "verfasst von ",
    "ein interview von ",
    "interview: ",
    "interview von ",
    "aus ",
    "artikel von ",
    "gastbeitrag von ",
    "redaktion: ",
    "eine kolumne von ",
    "eine rezension von ",
    "ein essay von ",
    "essay von ",
    "kolumne von ",
    "bericht: ",
    "bericht von ",
    "protokoll: ",
    "par ",
    "par: ",
    "auteur: ",
    "auteur : ",
    "propos recueillis par ",
    "écrit par ",
    "rédigé par ",
    "publié par ",
    "texte: ",
    "texte : ",
    "avec ",
    "une chronique de ",
    "por ",
    "por: ",
    "escrito por ",
    "redacción: ",
    "publicado por ",
    "texto: ",
    "de ",
    "di ",
    "a cura di ",
    "scritto da ",
    "pubblicato da ",
    "articolo di ",
    "testo di ",
    "dal nostro inviato ",
    "dalla nostra inviata ",
    "door ",
    "door: ",
    "geschreven door ",
    "auteur: ",
    "av ",
    "av: ",
    "af ",
    "af: ",
    "skrevet av ",
    "skrevet af ",
    "tekst: ",
    "tekst ",
    "text och foto: ",
    "journalist: ",
    "reporter: ",
    "kirjoittaja: ",
    "teksti: ",
    "toimittaja: ",
    "autor ",
    "autorzy: ",
    "napisał ",
    "napisała ",
    "opracował ",
    "oprac. ",
    "oprac.: ",
    "autorka: ",
    "napsal ",
    "napsala ",
    "píše ",
    "szerző: ",
    "írta: ",
    "autor articol: ",
    "scris de ",
    "de: ",
    "yazan: ",
    "yazar: ",
    "haber: ",
    "oleh ",
    "oleh: ",
    "penulis: ",
    "reporter ",
    "editor: ",
    "автор: ",
    "автор ",
    "авторы: ",
    "текст: ",
    "автори: ",
    "συντάκτης: ",
    "του ",
    "της ",
    "γράφει ο ",
    "γράφει η ",
    "بقلم ",
    "بقلم: ",
    "كتب ",
    "كتبت ",
    "كتب: ",
    "مאת ",
    "מאת ",
    "מאת: ",
    "โดย ",
    "tác giả: ",
    "bởi ",
    "文／",
    "文/",
    "文＝",
    "文：",
    "記者：",
    "记者：",
    "作者：",
    "作者:",
    "撰文：",
    "文 ",
    "執筆：",
    "著者：",
    "取材・文：",
    "取材・文＝",
    "記者",
    "记者",
    "本报记者",
    "글 ",
    "글·사진 ",
    "text & photos: ",
    "words and pictures by ",
};

// Between two names. With their spaces; folded.
constexpr std::string_view kJoints[] = {" and ",  " und ",   " et ",   " y ",   " e ",   " og ",   " och ",
                                        " ja ",   " en ",    " ve ",   " i ",   " & ",   " with ", " mit ",
                                        " avec ", " con ",   " com ",  " és ",  " si ",  " și ",   " şi ",
                                        " a ",    " и ",     " та ",   " και ", " dan ", " và ",   " as told to ",
                                        " for ",  " sowie ", " met ",  " med ", " kai ", " in ",   " i współpraca ",
                                        " og ",   " gyda ",  " agus ", " eta ", " و ",   " ו"};

// A piece that begins with one of these is no name.
constexpr std::string_view kTitles[] = {"senior",
                                        "chief",
                                        "staff",
                                        "political",
                                        "deputy",
                                        "associate",
                                        "assistant",
                                        "managing",
                                        "executive",
                                        "head of",
                                        "special",
                                        "contributing",
                                        "foreign",
                                        "correspondent",
                                        "reporter",
                                        "editor",
                                        "writer",
                                        "columnist",
                                        "journalist",
                                        "producer",
                                        "photographer",
                                        "video",
                                        "news",
                                        "sports",
                                        "business",
                                        "science",
                                        "health",
                                        "technology",
                                        "environment",
                                        "education",
                                        "economics",
                                        "professor",
                                        "lecturer",
                                        "phd",
                                        "md",
                                        "director",
                                        "founder",
                                        "ceo",
                                        "president",
                                        "author of",
                                        "freelance",
                                        "guest",
                                        "redakteur",
                                        "redakteurin",
                                        "korrespondent",
                                        "korrespondentin",
                                        "reporterin",
                                        "chefredakteur",
                                        "volontär",
                                        "ressort",
                                        "leiter",
                                        "stellvertret",
                                        "autor",
                                        "autorin",
                                        "freie",
                                        "freier",
                                        "politik",
                                        "wirtschaft",
                                        "wissenschaft",
                                        "journaliste",
                                        "rédact",
                                        "correspondant",
                                        "envoyé",
                                        "chef",
                                        "service",
                                        "redactor",
                                        "corresponsal",
                                        "periodista",
                                        "enviado",
                                        "jefe",
                                        "giornalista",
                                        "redattore",
                                        "inviato",
                                        "corrispondente",
                                        "reportere",
                                        "journaliste",
                                        "verslaggever",
                                        "redacteur",
                                        "correspondent",
                                        "toimittaja",
                                        "redaktør",
                                        "updated",
                                        "published",
                                        "posted",
                                        "last",
                                        "photo",
                                        "photos",
                                        "foto",
                                        "fotos",
                                        "image",
                                        "illustration",
                                        "grafik",
                                        "graphic",
                                        "data",
                                        "bild",
                                        "video",
                                        "bilder",
                                        "monday",
                                        "tuesday",
                                        "wednesday",
                                        "thursday",
                                        "friday",
                                        "saturday",
                                        "sunday",
                                        "montag",
                                        "dienstag",
                                        "mittwoch",
                                        "donnerstag",
                                        "freitag",
                                        "samstag",
                                        "sonntag",
                                        "stand",
                                        "aktualisiert",
                                        "veröffentlicht",
                                        "uhr",
                                        "min read",
                                        "read",
                                        "share",
                                        "comments",
                                        "kommentare",
                                        "follow",
                                        "subscribe",
                                        "cnn",
                                        "bbc",
                                        "fox",
                                        "nbc",
                                        "abc",
                                        "cbs",
                                        "msnbc",
                                        "pti",
                                        "jr",
                                        "sr",
                                        "ph.d",
                                        "m.d",
                                        "esq",
                                        "inc",
                                        "ltd",
                                        "gmbh",
                                        "llc",
                                        "university",
                                        "universität",
                                        "institut",
                                        "usa today",
                                        "in ",
                                        "at ",
                                        "on ",
                                        "mis à jour",
                                        "publié",
                                        "actualizado",
                                        "aggiornato",
                                        "opdateret",
                                        "oppdatert",
                                        "uppdaterad",
                                        "publicerad",
                                        "publiceret"};

constexpr std::string_view kDeskWords[] = {"redaktion",
                                           "redaktionen",
                                           "redacción",
                                           "redaccion",
                                           "rédaction",
                                           "redaction",
                                           "redazione",
                                           "redakcja",
                                           "redactie",
                                           "redação",
                                           "redacao",
                                           "staff",
                                           "online",
                                           "team",
                                           "editors",
                                           "editorial",
                                           "newsroom",
                                           "desk",
                                           "admin",
                                           "administrator",
                                           "webmaster",
                                           "news",
                                           "zeitung",
                                           "press",
                                           "agency",
                                           "agentur",
                                           "agencia",
                                           "agenzia",
                                           "agence",
                                           "agencja",
                                           "magazine",
                                           "media",
                                           "tv",
                                           "radio",
                                           "network",
                                           "webdesk",
                                           "webteam",
                                           "bureau",
                                           "correspondents",
                                           "reporters",
                                           "contributors",
                                           "contributor",
                                           "wire",
                                           "newswire",
                                           "wires",
                                           "services",
                                           "service",
                                           "board",
                                           "board:",
                                           "digital",
                                           "daily",
                                           "times",
                                           "post",
                                           "herald",
                                           "tribune",
                                           "gazette",
                                           "journal",
                                           "guardian",
                                           "telegraph",
                                           "chronicle",
                                           "editor",
                                           "reporter",
                                           "writer",
                                           "correspondent",
                                           "redakce",
                                           "szerkesztőség",
                                           "toimitus",
                                           "редакция",
                                           "редакція",
                                           "новости",
                                           "編集部",
                                           "編集局",
                                           "取材班",
                                           "新聞社",
                                           "新聞",
                                           "新闻",
                                           "新聞網",
                                           "通信社",
                                           "報道部",
                                           "デジタル",
                                           "뉴스",
                                           "편집국",
                                           "온라인뉴스팀",
                                           "company",
                                           "corporation",
                                           "inc",
                                           "llc",
                                           "ltd",
                                           "gmbh",
                                           "foundation",
                                           "institute",
                                           "university",
                                           "organization",
                                           "association",
                                           "committee",
                                           "council",
                                           "ministry",
                                           "blog",
                                           "blogs",
                                           "support",
                                           "marketing",
                                           "user",
                                           "guest",
                                           "anonymous",
                                           "unknown",
                                           "none",
                                           "n/a",
                                           "interview:",
                                           "pressemitteilung",
                                           "partner",
                                           "sponsored",
                                           "advertorial",
                                           "content",
                                           "studio",
                                           "studios",
                                           "video",
                                           "podcast",
                                           "nachrichten",
                                           "noticias",
                                           "actualités",
                                           "haber",
                                           "merkezi",
                                           "tim",
                                           "liputan",
                                           "nyheter",
                                           "nyheder",
                                           "gast",
                                           "gastautor",
                                           "gastbeitrag",
                                           "club",
                                           "group"};

std::string_view trim_edges(std::string_view text) {
    static constexpr std::string_view kEdge = " \t\n\r,;:|/-.*•·_()[]<>";
    for (bool again = true; again;) {
        again = false;
        while (!text.empty() && kEdge.find(text.front()) != std::string_view::npos)
            text.remove_prefix(1);
        while (!text.empty() && kEdge.find(text.back()) != std::string_view::npos) {
            // "Martin Luther King Jr." keeps its dot, initials too.
            if (text.back() == '.' && text.size() >= 3 && ascii::is_alpha(text[text.size() - 2]) &&
                (text[text.size() - 3] == ' ' || text[text.size() - 3] == '.' || text.ends_with(" Jr.") ||
                 text.ends_with(" Sr.")))
                break;
            text.remove_suffix(1);
        }
        for (const std::string_view mark : {"–",  "—",  "…",  "‐",  "●",  "\u00a0", "　", "・", "】", "【", "（",
                                            "）", "／", "＝", "：", "」", "「",     "”",  "“",  "„",  "‘"}) {
            while (text.starts_with(mark)) {
                text.remove_prefix(mark.size());
                again = true;
            }
            while (text.ends_with(mark)) {
                text.remove_suffix(mark.size());
                again = true;
            }
        }
    }
    return text;
}

/// The prefixes that begin with each byte.
struct PrefixTable {
    std::array<std::vector<std::string_view>, 256> by_byte;
};

const std::vector<std::string_view>& prefixes_from(char first) {
    static const PrefixTable kTable = [] {
        PrefixTable table;
        for (const std::string_view prefix : kPrefixes)
            table.by_byte[static_cast<unsigned char>(prefix.front())].push_back(prefix);
        return table;
    }();
    return kTable.by_byte[static_cast<unsigned char>(first)];
}

std::size_t prefix_size(std::string_view folded) {
    std::size_t best = 0;
    if (folded.empty()) return best;
    for (const std::string_view prefix : prefixes_from(folded.front())) {
        if (prefix.size() > best && folded.starts_with(prefix)) best = prefix.size();
    }
    return best;
}

struct Shape {
    int words = 0, capitals = 0, lower_words = 0, digits = 0;
    int unspaced = 0, hangul = 0, letters = 0;
};

bool is_name_particle(std::string_view folded) {
    static constexpr std::array<std::string_view, 37> kParticles = {
        "von", "van", "de", "der", "den", "del", "della", "di",   "da",  "dos", "das", "do",  "du",
        "la",  "le",  "el", "al",  "bin", "ibn", "ben",   "bint", "zu",  "zur", "zum", "ter", "ten",
        "af",  "av",  "y",  "e",   "i",   "d'",  "o",     "st.",  "und", "san", "dal"};
    return std::find(kParticles.begin(), kParticles.end(), folded) != kParticles.end();
}

Shape shape_of(std::string_view name) {
    Shape shape;
    bool start = true;
    std::size_t word_begin = 0;
    bool upper = false;
    bool letter = false;
    const auto end_word = [&](std::size_t end) {
        if (!letter) return;
        ++shape.words;
        if (upper) {
            ++shape.capitals;
        } else if (!is_name_particle(fold_case(name.substr(word_begin, end - word_begin)))) {
            ++shape.lower_words;
        }
    };
    for (std::size_t i = 0; i < name.size();) {
        const auto next = utf8::decode(name, i);
        const char32_t c = next.code_point;
        if (is_white_space(c)) {
            if (!start) end_word(i);
            start = true;
        } else {
            if (start) {
                word_begin = i;
                start = false;
                upper = false;
                letter = false;
            }
            if (ascii::is_digit(c < 0x80 ? static_cast<char>(c) : 'x')) ++shape.digits;
            if (is_letter(c)) {
                ++shape.letters;
                // Scripts without case count as capitals: Arabic, Hebrew, Indic, Hangul, Han.
                const bool cased = c < 0x590 || (c >= 0x1E00 && c < 0x2000) || (c >= 0x10A0 && c < 0x1100);
                if (!letter) upper = !cased || is_upper_case(c);
                letter = true;
                if (is_unspaced_script(c)) ++shape.unspaced;
                if (c >= 0xAC00 && c < 0xD7B0) ++shape.hangul;
                if (cased && is_upper_case(c)) upper = true;  // "d'Arc", "al-Sadr", "McX"
            }
        }
        i += next.size;
    }
    if (!start) end_word(name.size());
    return shape;
}

bool looks_like_person(std::string_view name, bool trusted) {
    if (name.size() < 2 || name.size() > 80) return false;
    if (name.find_first_of("@#=<>{}[]\"?!%+*") != std::string_view::npos) return false;
    if (name.find("://") != std::string_view::npos || name.find("www.") != std::string_view::npos) return false;
    if (name.ends_with(".com") || name.ends_with(".de") || name.ends_with(".net") || name.ends_with(".org"))
        return false;
    const Shape shape = shape_of(name);
    if (shape.letters < 2 || shape.digits > 0) return false;
    if (shape.hangul > 0) return shape.hangul >= 2 && shape.hangul <= 5;
    if (shape.unspaced > 0) return shape.unspaced >= 2 && shape.unspaced <= (shape.words > 1 ? 20 : 14);
    if (shape.words > 6) return false;
    if (shape.lower_words > 0 && !(trusted && shape.words <= 4 && shape.capitals == 0))
        return trusted && shape.lower_words <= 1 && shape.capitals >= 2;
    return trusted || shape.words >= 2;
}

/// The words of a folded text, one after the other.
template <class F>
void each_word(std::string_view folded, F f) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= folded.size(); ++i) {
        if (i < folded.size() && !ascii::is_space(folded[i]) && folded[i] != '-' && folded[i] != '/' &&
            folded[i] != '.')
            continue;
        if (i > begin) f(folded.substr(begin, i - begin));
        begin = i + 1;
    }
}

std::string squeezed(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const auto next = utf8::decode(text, i);
        if (is_word_character(next.code_point) && next.code_point != '_')
            utf8::append(result, fold_case(next.code_point));
        i += next.size;
    }
    return result;
}

void add_unique(std::vector<std::string>& list, std::string_view name) {
    if (std::find(list.begin(), list.end(), name) == list.end()) list.emplace_back(name);
}

class Splitter {
  public:
    Splitter(const BylineContext& context, Byline& out) : context_(context), out_(out) {}

    /// Cuts at the first mark or joint, left to right; the pieces are judged one by one.
    void split(std::string_view text) {
        std::string folded = fold_case(text);
        if (folded.size() != text.size()) folded = ascii::lower(text);  // keeps offsets equal
        std::size_t begin = 0;
        for (std::size_t i = 0; i < text.size();) {
            const std::size_t width = cut_at(text, folded, begin, i);
            if (width == 0) {
                ++i;
                continue;
            }
            piece(text.substr(begin, i - begin));
            i += width;
            begin = i;
        }
        piece(text.substr(begin));
    }

  private:
    static std::size_t cut_at(std::string_view text, std::string_view folded, std::size_t begin, std::size_t i) {
        const char c = text[i];
        if (c == ',' || c == ';' || c == '|' || c == '/' || c == '\n' || c == '(' || c == ')' || c == '[' || c == ']' ||
            c == '<' || c == '>')
            return 1;
        if (c == '&') return 1;
        if (static_cast<unsigned char>(c) >= 0xC0) {
            for (const std::string_view mark :
                 {"•", "·", "、", "，", "；", "｜", "／", "）", "（", "—", "–", "●", "،", "】", "【"}) {
                if (text.substr(i).starts_with(mark)) return mark.size();
            }
            return 0;
        }
        if (c == ' ' && text.substr(i).starts_with(" - ")) return 3;
        if (c != ' ') return 0;
        for (const std::string_view joint : kJoints) {
            if (!folded.substr(i).starts_with(joint)) continue;
            if ((joint == " a " || joint == " e " || joint == " y " || joint == " i " || joint == " en " ||
                 joint == " si ") &&
                text[i + 1] < 'a')
                continue;  // an initial
            // "José Ortega y Gasset": a joint only after two words and before two or a single capitalised one at the
            // end.
            if (joint == " y " || joint == " e " || joint == " i ") {
                const auto words_before = std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                                     text.begin() + static_cast<std::ptrdiff_t>(i), ' ');
                const auto rest = text.substr(i + joint.size());
                const auto words_after = std::count(rest.begin(), rest.end(), ' ');
                if (words_before < 1 || words_after < 1) continue;
            }
            return joint.size() - (joint.back() == ' ' ? 0 : 0);
        }
        return 0;
    }

    void piece(std::string_view text) {
        text = trim_edges(text);
        if (text.empty()) return;
        std::string folded = fold_case(text);
        if (const auto size = prefix_size(folded + " "); size > 0 && size <= text.size()) {
            text = trim_edges(text.substr(size));
            folded = fold_case(text);
            if (text.empty()) return;
        }
        if (const auto agency = agency_named(text); !agency.empty()) {
            add_unique(out_.agencies, agency);
            return;
        }
        // "Name name@example.com", "Name @handle", "Name 2021-03-04"
        if (const auto at = text.find('@'); at != std::string_view::npos) {
            const auto space = text.rfind(' ', at);
            if (space == std::string_view::npos) return;
            text = trim_edges(text.substr(0, space));
            folded = fold_case(text);
        }
        text = strip_trades(text);
        if (text.empty()) return;
        folded = fold_case(text);
        for (const std::string_view title : kTitles) {
            if (folded.starts_with(title) &&
                (folded.size() == title.size() || title.back() == ' ' || folded[title.size()] == ' ' ||
                 folded[title.size()] == '.' || folded[title.size()] == ':'))
                return;
        }
        if (is_organisation_name(text, context_)) {
            out_.organisation = true;
            return;
        }
        if (!looks_like_person(text, context_.trusted)) return;
        if (out_.people.size() < 40) add_unique(out_.people, tidy(text));
    }

    /// Trades after or before names in Korean, Japanese, Chinese, and short ones elsewhere.
    static std::string_view strip_trades(std::string_view text) {
        for (const std::string_view trade :
             {" 기자",       "기자",        " 특파원",  "특파원",   " 선임기자", " 논설위원", " 인턴기자", " 인턴",
              " 앵커",       " 객원기자",   "記者",     "特派員",   "编辑",      "記者報導",  "通讯员",    " 특약기자",
              " 저널리스트", " 칼럼니스트", "編輯",     "支局長",   " 記者",     "報道",      "编译",      "報導",
              "整理",        "撰文",        "論説委員", "編集委員", " PhD",      " Ph.D.",    " MD",       " M.D."}) {
            if (text.size() > trade.size() && text.ends_with(trade))
                text = trim_edges(text.substr(0, text.size() - trade.size()));
        }
        for (const std::string_view trade :
             {"記者", "记者", "作者", "責任編輯", "责任编辑", "編輯", "编辑", "Dr. ", "Prof. ", "Dr ", "Prof "}) {
            if (text.size() > trade.size() && text.starts_with(trade) &&
                static_cast<unsigned char>(trade.front()) > 0x80)
                text = trim_edges(text.substr(trade.size()));
        }
        return text;
    }

    static std::string tidy(std::string_view name) {
        std::string result = collapse_whitespace(name);
        return result;
    }

    const BylineContext& context_;
    Byline& out_;
};

}  // namespace

std::string_view agency_named(std::string_view name) {
    const std::string folded = fold_case(trim_edges(name));
    if (folded.size() < 2 || folded.size() > 60) return {};
    for (const Agency& agency : kAgencies) {
        std::string_view rest = agency.names;
        while (!rest.empty()) {
            const auto bar = rest.find('|');
            if (rest.substr(0, bar) == folded) return agency.canonical;
            rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
        }
    }
    return {};
}

bool is_organisation_name(std::string_view name, const BylineContext& context) {
    const std::string folded = fold_case(name);
    bool desk = false;
    int words = 0;
    each_word(folded, [&](std::string_view word) {
        ++words;
        desk = desk || std::find(std::begin(kDeskWords), std::end(kDeskWords), word) != std::end(kDeskWords);
    });
    if (desk) return true;
    if (folded.starts_with("the ")) return true;
    const std::string flat = squeezed(name);
    if (flat.size() < 3) return false;
    const std::string site = squeezed(context.site);
    if (!site.empty() && (flat == site || (site.size() > 3 && flat.find(site) != std::string::npos) ||
                          (flat.size() > 4 && site.find(flat) != std::string::npos)))
        return true;
    std::string_view host = context.host;
    if (host.starts_with("www.")) host.remove_prefix(4);
    const auto dot = host.find('.');
    const std::string label = squeezed(host.substr(0, dot));
    // A person's own site is named after them: only single words and exact matches count there.
    return !label.empty() && flat == label && words < 2;
}

bool begins_as_byline(std::string_view text) {
    if (text.size() > kMostBytes || text.empty()) return false;
    const char front = text.front();
    if (static_cast<unsigned char>(front) < 0x80 && prefixes_from(ascii::lower(front)).empty()) return false;
    return prefix_size(fold_case(text.substr(0, std::min<std::size_t>(text.size(), 60)))) > 0;
}

Byline split_byline(std::string_view text, const BylineContext& context) {
    Byline result;
    if (text.size() > kMostBytes) return result;
    const std::string flat = normalise_quotes_and_spaces(text);
    std::string_view rest = trim_edges(flat);
    for (int n = 0; n < 2; ++n) {
        const std::string folded = fold_case(rest.substr(0, std::min<std::size_t>(rest.size(), 60)));
        const std::size_t size = prefix_size(folded);
        if (size == 0 || size >= rest.size()) break;
        rest = trim_edges(rest.substr(size));
    }
    Splitter(context, result).split(rest);
    return result;
}

}  // namespace newsloom::extract
