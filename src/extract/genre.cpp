#include <algorithm>
#include <array>
#include <limits>

#include "extract/detail/genre_cues.h"
#include "extract/detail/roles.h"
#include "extract/detail/weights.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::extract {
namespace {

struct GenreWord {
    std::string_view word;  ///< folded
    Genre genre;
};

// Names of sections and labels of articles in several languages. They count when a section, a kicker, a URL's folder or
// the label before the headline's colon is that word.
constexpr GenreWord kWords[] = {
    {"opinion", Genre::opinion},
    {"guest essay", Genre::opinion},
    {"guest column", Genre::opinion},
    {"leader", Genre::opinion},
    {"leading article", Genre::opinion},
    {"the argument", Genre::opinion},
    {"argument", Genre::opinion},
    {"from the editor", Genre::opinion},
    {"point of view", Genre::opinion},
    {"hot take", Genre::opinion},
    {"second opinion", Genre::opinion},
    {"opinions", Genre::opinion},
    {"op-ed", Genre::opinion},
    {"oped", Genre::opinion},
    {"commentary", Genre::opinion},
    {"comment", Genre::opinion},
    {"commentisfree", Genre::opinion},
    {"editorial", Genre::opinion},
    {"editorials", Genre::opinion},
    {"columnists", Genre::opinion},
    {"column", Genre::opinion},
    {"columns", Genre::opinion},
    {"columnist", Genre::opinion},
    {"letters", Genre::opinion},
    {"viewpoint", Genre::opinion},
    {"argument", Genre::opinion},
    {"views", Genre::opinion},
    {"voices", Genre::opinion},
    {"perspective", Genre::opinion},
    {"meinung", Genre::opinion},
    {"kommentar", Genre::opinion},
    {"die meinung", Genre::opinion},
    {"pro & contra", Genre::opinion},
    {"replik", Genre::opinion},
    {"zwischenruf", Genre::opinion},
    {"standpunkte", Genre::opinion},
    {"kommentare", Genre::opinion},
    {"kolumne", Genre::opinion},
    {"kolumnen", Genre::opinion},
    {"gastbeitrag", Genre::opinion},
    {"gastkommentar", Genre::opinion},
    {"leitartikel", Genre::opinion},
    {"standpunkt", Genre::opinion},
    {"glosse", Genre::opinion},
    {"debatte", Genre::opinion},
    {"tribune", Genre::opinion},
    {"billet", Genre::opinion},
    {"point de vue", Genre::opinion},
    {"débats", Genre::opinion},
    {"carte blanche", Genre::opinion},
    {"idées", Genre::opinion},
    {"humeur", Genre::opinion},
    {"tribunes", Genre::opinion},
    {"chronique", Genre::opinion},
    {"chroniques", Genre::opinion},
    {"éditorial", Genre::opinion},
    {"edito", Genre::opinion},
    {"édito", Genre::opinion},
    {"opinión", Genre::opinion},
    {"tribuna abierta", Genre::opinion},
    {"cartas al director", Genre::opinion},
    {"firma invitada", Genre::opinion},
    {"editoriales", Genre::opinion},
    {"columna", Genre::opinion},
    {"columnas", Genre::opinion},
    {"tribuna", Genre::opinion},
    {"opinião", Genre::opinion},
    {"opiniao", Genre::opinion},
    {"coluna", Genre::opinion},
    {"colunas", Genre::opinion},
    {"opinioni", Genre::opinion},
    {"commento", Genre::opinion},
    {"commenti", Genre::opinion},
    {"editoriale", Genre::opinion},
    {"rubriche", Genre::opinion},
    {"opinie", Genre::opinion},
    {"columnisten", Genre::opinion},
    {"ledare", Genre::opinion},
    {"debatt", Genre::opinion},
    {"krönika", Genre::opinion},
    {"leder", Genre::opinion},
    {"meninger", Genre::opinion},
    {"debat", Genre::opinion},
    {"mielipide", Genre::opinion},
    {"pääkirjoitus", Genre::opinion},
    {"kolumni", Genre::opinion},
    {"opinia", Genre::opinion},
    {"publicystyka", Genre::opinion},
    {"felieton", Genre::opinion},
    {"komentář", Genre::opinion},
    {"názory", Genre::opinion},
    {"nazory", Genre::opinion},
    {"vélemény", Genre::opinion},
    {"opinii", Genre::opinion},
    {"mišljenja", Genre::opinion},
    {"мнение", Genre::opinion},
    {"мнения", Genre::opinion},
    {"колонка", Genre::opinion},
    {"думка", Genre::opinion},
    {"απόψεις", Genre::opinion},
    {"yazarlar", Genre::opinion},
    {"opini", Genre::opinion},
    {"kolom", Genre::opinion},
    {"社説", Genre::opinion},
    {"オピニオン", Genre::opinion},
    {"评论", Genre::opinion},
    {"評論", Genre::opinion},
    {"사설", Genre::opinion},
    {"칼럼", Genre::opinion},
    {"오피니언", Genre::opinion},
    {"رأي", Genre::opinion},
    {"مقالات", Genre::opinion},
    {"आलेख", Genre::opinion},
    {"analysis", Genre::analysis},
    {"the explainer", Genre::analysis},
    {"what we know", Genre::analysis},
    {"questions and answers", Genre::analysis},
    {"in depth", Genre::analysis},
    {"background", Genre::analysis},
    {"backgrounder", Genre::analysis},
    {"deep dive", Genre::analysis},
    {"verify", Genre::analysis},
    {"reality check", Genre::analysis},
    {"data analysis", Genre::analysis},
    {"essential guide", Genre::analysis},
    {"analyses", Genre::analysis},
    {"explainer", Genre::analysis},
    {"explainers", Genre::analysis},
    {"explained", Genre::analysis},
    {"news analysis", Genre::analysis},
    {"factcheck", Genre::analysis},
    {"fact check", Genre::analysis},
    {"fact-check", Genre::analysis},
    {"analyse", Genre::analysis},
    {"hintergrund", Genre::analysis},
    {"fragen und antworten", Genre::analysis},
    {"hintergründe", Genre::analysis},
    {"erklärstück", Genre::analysis},
    {"einordnung", Genre::analysis},
    {"was wir wissen", Genre::analysis},
    {"faktencheck", Genre::analysis},
    {"erklärt", Genre::analysis},
    {"décryptage", Genre::analysis},
    {"éclairage", Genre::analysis},
    {"l'analyse", Genre::analysis},
    {"vérification", Genre::analysis},
    {"vrai ou faux", Genre::analysis},
    {"decryptage", Genre::analysis},
    {"análisis", Genre::analysis},
    {"claves", Genre::analysis},
    {"verificación", Genre::analysis},
    {"las claves", Genre::analysis},
    {"analisis", Genre::analysis},
    {"análise", Genre::analysis},
    {"analise", Genre::analysis},
    {"analisi", Genre::analysis},
    {"approfondimento", Genre::analysis},
    {"analys", Genre::analysis},
    {"analyysi", Genre::analysis},
    {"analiza", Genre::analysis},
    {"analýza", Genre::analysis},
    {"анализ", Genre::analysis},
    {"аналитика", Genre::analysis},
    {"аналіз", Genre::analysis},
    {"analiz", Genre::analysis},
    {"解説", Genre::analysis},
    {"分析", Genre::analysis},
    {"해설", Genre::analysis},
    {"تحليل", Genre::analysis},
    {"review", Genre::review},
    {"reviews", Genre::review},
    {"film review", Genre::review},
    {"book review", Genre::review},
    {"tv review", Genre::review},
    {"hands-on", Genre::review},
    {"rezension", Genre::review},
    {"rezensionen", Genre::review},
    {"filmkritik", Genre::review},
    {"buchkritik", Genre::review},
    {"kritik", Genre::review},
    {"kritiken", Genre::review},
    {"testbericht", Genre::review},
    {"critique", Genre::review},
    {"critiques", Genre::review},
    {"crítica", Genre::review},
    {"criticas", Genre::review},
    {"reseña", Genre::review},
    {"reseñas", Genre::review},
    {"resenha", Genre::review},
    {"recensione", Genre::review},
    {"recensioni", Genre::review},
    {"recensie", Genre::review},
    {"recensies", Genre::review},
    {"recension", Genre::review},
    {"recensioner", Genre::review},
    {"anmeldelse", Genre::review},
    {"anmeldelser", Genre::review},
    {"arvostelu", Genre::review},
    {"recenzja", Genre::review},
    {"recenzje", Genre::review},
    {"recenze", Genre::review},
    {"рецензия", Genre::review},
    {"рецензии", Genre::review},
    {"inceleme", Genre::review},
    {"レビュー", Genre::review},
    {"리뷰", Genre::review},
    {"live", Genre::live},
    {"liveblog", Genre::live},
    {"live-blog", Genre::live},
    {"live blog", Genre::live},
    {"live updates", Genre::live},
    {"live-updates", Genre::live},
    {"as it happened", Genre::live},
    {"liveticker", Genre::live},
    {"newsticker", Genre::live},
    {"newsblog", Genre::live},
    {"ticker", Genre::live},
    {"direct", Genre::live},
    {"en direct", Genre::live},
    {"en vivo", Genre::live},
    {"directo", Genre::live},
    {"en directo", Genre::live},
    {"ao vivo", Genre::live},
    {"diretta", Genre::live},
    {"in diretta", Genre::live},
    {"liveblogg", Genre::live},
    {"na żywo", Genre::live},
    {"онлайн", Genre::live},
    {"canlı", Genre::live},
    {"速報", Genre::live},
    {"interview", Genre::interview},
    {"the interview", Genre::interview},
    {"in conversation", Genre::interview},
    {"in conversation with", Genre::interview},
    {"gespräch", Genre::interview},
    {"im gespräch", Genre::interview},
    {"das gespräch", Genre::interview},
    {"interviewed", Genre::interview},
    {"interviews", Genre::interview},
    {"q&a", Genre::interview},
    {"im interview", Genre::interview},
    {"entretien", Genre::interview},
    {"entretiens", Genre::interview},
    {"entrevista", Genre::interview},
    {"entrevistas", Genre::interview},
    {"intervista", Genre::interview},
    {"interviste", Genre::interview},
    {"intervju", Genre::interview},
    {"haastattelu", Genre::interview},
    {"wywiad", Genre::interview},
    {"wywiady", Genre::interview},
    {"rozhovor", Genre::interview},
    {"rozhovory", Genre::interview},
    {"interjú", Genre::interview},
    {"интервью", Genre::interview},
    {"інтерв'ю", Genre::interview},
    {"röportaj", Genre::interview},
    {"wawancara", Genre::interview},
    {"インタビュー", Genre::interview},
    {"인터뷰", Genre::interview},
    {"专访", Genre::interview},
    {"專訪", Genre::interview},
    {"حوار", Genre::interview},
    {"feature", Genre::feature},
    {"photo essay", Genre::feature},
    {"in pictures", Genre::feature},
    {"pictures", Genre::feature},
    {"photos", Genre::feature},
    {"gallery", Genre::feature},
    {"slideshow", Genre::feature},
    {"recipe", Genre::feature},
    {"recipes", Genre::feature},
    {"travel", Genre::feature},
    {"how-to", Genre::feature},
    {"weekend", Genre::feature},
    {"portraits", Genre::feature},
    {"first person", Genre::feature},
    {"diary", Genre::feature},
    {"essay & reportage", Genre::feature},
    {"seite drei", Genre::feature},
    {"in bildern", Genre::feature},
    {"fotostrecke", Genre::feature},
    {"rezept", Genre::feature},
    {"rezepte", Genre::feature},
    {"reise", Genre::feature},
    {"reisen", Genre::feature},
    {"recette", Genre::feature},
    {"recettes", Genre::feature},
    {"receta", Genre::feature},
    {"recetas", Genre::feature},
    {"ricetta", Genre::feature},
    {"ricette", Genre::feature},
    {"cucina", Genre::feature},
    {"cuisine", Genre::feature},
    {"viajes", Genre::feature},
    {"viaggi", Genre::feature},
    {"features", Genre::feature},
    {"long read", Genre::feature},
    {"long-read", Genre::feature},
    {"longread", Genre::feature},
    {"longreads", Genre::feature},
    {"longform", Genre::feature},
    {"reportage", Genre::feature},
    {"reportagen", Genre::feature},
    {"portrait", Genre::feature},
    {"porträt", Genre::feature},
    {"profile", Genre::feature},
    {"magazine", Genre::feature},
    {"reportaje", Genre::feature},
    {"reportajes", Genre::feature},
    {"crónica", Genre::feature},
    {"reportagem", Genre::feature},
    {"reportaż", Genre::feature},
    {"reportáž", Genre::feature},
    {"репортаж", Genre::feature},
    {"the long read", Genre::feature},
    {"grand format", Genre::feature},
    {"enquête", Genre::feature},
    {"sponsored", Genre::sponsored},
    {"advertisement feature", Genre::sponsored},
    {"paid for by", Genre::sponsored},
    {"in partnership with", Genre::sponsored},
    {"presented by", Genre::sponsored},
    {"brought to you by", Genre::sponsored},
    {"paid partnership", Genre::sponsored},
    {"partner-inhalt", Genre::sponsored},
    {"anzeigensonderveröffentlichung", Genre::sponsored},
    {"en partenariat avec", Genre::sponsored},
    {"ofrecido por", Genre::sponsored},
    {"in collaborazione con", Genre::sponsored},
    {"sponsored content", Genre::sponsored},
    {"partner content", Genre::sponsored},
    {"partnercontent", Genre::sponsored},
    {"paid post", Genre::sponsored},
    {"paid content", Genre::sponsored},
    {"advertorial", Genre::sponsored},
    {"advertorials", Genre::sponsored},
    {"brandvoice", Genre::sponsored},
    {"branded content", Genre::sponsored},
    {"brand-studio", Genre::sponsored},
    {"brandstudio", Genre::sponsored},
    {"promoted", Genre::sponsored},
    {"anzeige", Genre::sponsored},
    {"werbung", Genre::sponsored},
    {"publireportage", Genre::sponsored},
    {"publirreportaje", Genre::sponsored},
    {"contenido patrocinado", Genre::sponsored},
    {"publieditorial", Genre::sponsored},
    {"conteúdo patrocinado", Genre::sponsored},
    {"contenuto sponsorizzato", Genre::sponsored},
    {"annonsørinnhold", Genre::sponsored},
    {"annons", Genre::sponsored},
    {"materiał sponsorowany", Genre::sponsored},
    {"партнерский материал", Genre::sponsored},
    {"press release", Genre::sponsored},
    {"press-release", Genre::sponsored},
    {"pr newswire", Genre::sponsored},
    {"タイアップ", Genre::sponsored},
    {"satire", Genre::satire},
    {"satira", Genre::satire},
    {"humor", Genre::satire},
    {"humour", Genre::satire},
    {"sátira", Genre::satire},
    {"the onion", Genre::satire},
};

std::optional<Genre> genre_of_word(std::string_view word) {
    const std::string folded = fold_case(ascii::trim(word));
    for (const GenreWord& entry : kWords) {
        if (entry.word == folded) return entry.genre;
    }
    // "Paid for by Example & Sons": the name of who pays follows.
    for (const std::string_view start :
         {"paid for by ", "in partnership with ", "presented by ", "sponsored by ", "paid content ",
          "sponsored content ", "brought to you by ", "en partenariat avec ", "präsentiert von ", "eine anzeige von "})
        if (folded.starts_with(start) && folded.size() < 80) return Genre::sponsored;
    return std::nullopt;
}

/// What schema.org's subtypes say.
std::optional<Genre> genre_of_type(std::string_view type) {
    if (type == "OpinionNewsArticle") return Genre::opinion;
    if (type == "AnalysisNewsArticle" || type == "BackgroundNewsArticle") return Genre::analysis;
    if (type == "ReviewNewsArticle" || type == "Review" || type == "CriticReview") return Genre::review;
    if (type == "LiveBlogPosting") return Genre::live;
    if (type == "AdvertiserContentArticle") return Genre::sponsored;
    if (type == "SatiricalArticle") return Genre::satire;
    return std::nullopt;
}

std::optional<Genre> genre_of_path(std::string_view url) {
    const auto scheme = url.find("//");
    std::size_t begin = scheme == std::string_view::npos ? 0 : url.find('/', scheme + 2);
    while (begin != std::string_view::npos && begin + 1 < url.size()) {
        const std::size_t end = url.find('/', begin + 1);
        if (end == std::string_view::npos) break;  // the last part is the article's own name
        if (const auto genre = genre_of_word(url.substr(begin + 1, end - begin - 1))) return genre;
        begin = end;
    }
    return std::nullopt;
}

/// "Opinion: ...", "Kommentar - ...", "... | Opinion", "Live: ..."
std::optional<Genre> genre_of_title(std::string_view title) {
    for (const std::string_view mark : {":", " | ", " - ", " – ", " — ", "："}) {
        if (const auto at = title.find(mark); at != std::string_view::npos && at < 30) {
            if (const auto genre = genre_of_word(title.substr(0, at))) return genre;
        }
        if (const auto at = title.rfind(mark); at != std::string_view::npos) {
            if (const auto genre = genre_of_word(title.substr(at + mark.size()))) return genre;
        }
    }
    const std::string folded = fold_case(title);
    // "The Salt Queen review: ...", "Theaterkritik: ...": the label ends what stands before the mark.
    for (const std::string_view mark : {":", " – ", " — ", " - ", " | "}) {
        const std::string_view front = std::string_view(folded).substr(0, folded.find(mark));
        if (front.size() == folded.size()) continue;
        for (const std::string_view end : {" review", "kritik", " recension", " recensie", " anmeldelse", "rezension",
                                           " recenzja", " recenze", " im test", " hands-on", " tested"})
            if (front.ends_with(end)) return Genre::review;
        for (const std::string_view end : {" in pictures", "in bildern", "en images", "en imágenes"})
            if (front.ends_with(end) || front == end.substr(end.front() == ' ' ? 1 : 0)) return Genre::feature;
        for (const std::string_view end : {" interview", "-interview", "im gespräch"})
            if (front.ends_with(end)) return Genre::interview;
        for (const std::string_view start : {"interview with ", "interview mit ", "entretien avec ", "entrevista a ",
                                             "entrevista con ", "entrevista com ", "intervista a ", "interview met "})
            if (front.starts_with(start)) return Genre::interview;
    }
    for (const std::string_view cue :
         {"live updates", "live blog", "liveblog", "as it happened", "live-ticker", "liveticker", "newsblog",
          "im live-ticker", "en direct", "minuto a minuto", "live:", "+++"}) {
        if (folded.find(cue) != std::string::npos) return Genre::live;
    }
    return std::nullopt;
}

/// Questions set apart from longer answers: of a person asked (an interview), or of the newsroom itself in subheads (an
/// explanation).
std::optional<Genre> genre_of_questions(const Facts& facts, const Sorted& sorted) {
    const PageView& view = *facts.view;
    int questions = 0, in_heads = 0, paragraphs = 0, to_a_person = 0;
    for (std::uint32_t i = sorted.first_body; i < sorted.end_body; ++i) {
        if (!is_body(sorted.roles[i])) continue;
        const TextBlock& block = view.blocks[i];
        ++paragraphs;
        const std::string_view text = view.view(block);
        const bool asks = text.ends_with('?') || text.ends_with("？") || text.find("? ") != std::string_view::npos;
        const bool set_apart = block.bold_bytes * 10 > block.size() * 7 || block.italic_bytes * 10 > block.size() * 7 ||
                               block.heading_level != 0;
        if (!asks || !set_apart || block.words < 3 || block.words > 80) continue;
        ++questions;
        in_heads += block.heading_level != 0 ? 1 : 0;
        const std::string folded = " " + fold_case(text);
        constexpr std::string_view kYou[] = {" you",   " your", " sie ", " ihr",   " ihnen", " du ",  " dein", " vous",
                                             " votre", " vos ", " tu ",  " usted", " su ",   " você", " lei ", " u ",
                                             " uw ",   " je ",  " du ",  " pan ",  " pani ", " вы ",  " вас",  " ты "};
        to_a_person += std::any_of(std::begin(kYou), std::end(kYou),
                                   [&](std::string_view you) { return folded.find(you) != std::string::npos; });
    }
    if (questions < 4 || questions * 5 < paragraphs) return std::nullopt;
    if (in_heads * 2 > questions && to_a_person * 3 < questions * 2) return Genre::analysis;
    return Genre::interview;
}

/// "Off the Record is the paper's satirical column.": a note of its own below the text, or its last lines.
bool says_satire_below(const Facts& facts, const Sorted& sorted) {
    constexpr std::uint32_t kBefore = 2, kAfter = 10, kWordsMost = 40;
    const PageView& view = *facts.view;
    const auto end = std::min<std::size_t>(view.blocks.size(), std::size_t{sorted.end_body} + kAfter);
    for (std::size_t i = sorted.end_body - std::min(sorted.end_body, kBefore); i < end; ++i) {
        const TextBlock& block = view.blocks[i];
        if (block.words > kWordsMost || block.link_words * 2 > block.words) continue;
        const std::string folded = fold_case(view.view(block));
        for (const std::string_view cue : {"satirical column", "is satire", "satirical site", "satirische kolumne",
                                           "ist satire", "satirical page", "work of satire"})
            if (folded.find(cue) != std::string::npos) return true;
    }
    return false;
}

Genre genre_by_telling(const GenreModel& model, const Article& article, std::string_view type) {
    if (model.classes.empty() || article.text.empty()) return Genre::news;
    const GenreCues cues = genre_cues(article, type);
    Genre best = Genre::news;
    float most = -std::numeric_limits<float>::infinity();
    for (const GenreModel::Class& one : model.classes) {
        float sum = one.bias;
        for (std::size_t i = 0; i < kGenreCues; ++i)
            sum += one.weights[i] * cues[i];
        if (sum <= most) continue;
        most = sum;
        best = one.genre;
    }
    return best;
}

}  // namespace

void read_genre(const Facts& facts, const Sorted& sorted, const Weights& weights, Article& article) {
    const PageView& view = *facts.view;
    std::optional<Genre> genre = genre_of_type(facts.linked.type);
    const auto consider = [&genre](std::optional<Genre> next) {
        if (!genre) genre = next;
    };
    consider(genre_of_title(article.title));
    consider(genre_of_word(article.kicker));
    for (const std::string_view key : {"article:section", "og:article:section", "section", "article:genre",
                                       "content-type", "parsely-section", "genre", "article:content_tier"}) {
        if (!genre) consider(genre_of_word(facts.meta(key)));
    }
    consider(genre_of_word(facts.linked.genre));
    for (const std::string& section : facts.linked.sections)
        consider(genre_of_word(section));
    consider(genre_of_path(article.canonical_url.empty() ? article.url : article.canonical_url));
    if (!genre) {
        // Labels above the headline.
        const std::uint32_t head = facts.headline_block;
        if (head != ~0u) {
            for (std::uint32_t i = head > 4 ? head - 4 : 0;
                 i < std::min<std::uint32_t>(head + 5, static_cast<std::uint32_t>(view.blocks.size())) && !genre; ++i) {
                const TextBlock& block = view.blocks[i];
                if (i == head || block.words > 4 || in(block.places, Place::nav)) continue;
                // A button of a broadcaster's is no label of a live page.
                if (const auto label = genre_of_word(view.view(block)); label != Genre::live) consider(label);
            }
        }
    }
    if (!genre && says_satire_below(facts, sorted)) genre = Genre::satire;
    if (!genre) genre = genre_of_questions(facts, sorted);
    if (!genre) genre = genre_by_telling(weights.genre, article, facts.linked.type);
    if (genre) article.genre = *genre;

    article.paywalled = facts.linked.free.has_value() && !*facts.linked.free;
    if (const auto tier = fold_case(facts.meta("article:content_tier")); tier == "locked" || tier == "metered")
        article.paywalled = true;
    if (!article.paywalled) {
        for (std::uint32_t i = sorted.end_body; i < view.blocks.size() && i < sorted.end_body + 8; ++i) {
            if (sorted.roles[i] == Role::paywall && view.blocks[i].words >= 4) article.paywalled = true;
        }
    }
}

}  // namespace newsloom::extract
