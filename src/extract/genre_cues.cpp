#include "extract/detail/genre_cues.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::extract {
namespace {

struct WordGroup {
    GenreCue cue;
    double scale;  ///< a share of 1/scale of the words counts as 1
    std::string_view words;
};

// Function words and verbs of everyday use in some of the languages; folded, and none that means another thing in a
// neighbouring language.
constexpr WordGroup kGroups[] = {
    {GenreCue::first_person, 30,
     "i me my mine myself ich mich mir mein meine meinen meiner meinem je j mon moi mes yo conmigo mis eu meu minha "
     "meus minhas io mio mia miei ik mijn jag mig jeg mnie mój moja moje já můj я мне меня мой моя мои мною ben benim "
     "minä minun saya aku"},
    {GenreCue::first_plural, 40,
     "we us our ours wir uns unser unsere unseren unserer nous notre nos nosotros nuestro nuestra nós nosso nossa noi "
     "nostro nostra wij onze vi vår våra vores vår nasz nasza my nas náš мы нас наш наша biz bizim kita kami"},
    {GenreCue::second_person, 40,
     "you your yours yourself du dich dir dein deine deinen deiner tu toi ton vous votre vos tú tus usted ustedes "
     "você vocês tuo tua jij je jouw din dig twój ty вы вас вам ваш siz sizin anda kamu"},
    {GenreCue::third_person, 20,
     "he she his her him they their er sie ihr ihnen ihre seine seinem ihm il elle elles él ella ellos ele ela lui lei "
     "hij zij han hon hun on ona oni он она они"},
    {GenreCue::reporting_verbs, 40,
     "said says told according reported announced added sagte sagt teilte erklärte mitteilte zufolge berichtete "
     "berichtet angaben laut déclaré indiqué selon affirmé annoncé dijo según afirmó señaló informó disse segundo "
     "afirmou informou detto riferito secondo zei volgens meldt enligt säger sade siger ifølge powiedział według "
     "poinformował podle řekl uvedl сообщил сообщили заявил словам dedi göre açıkladı menurut ujar"},
    {GenreCue::weekdays, 60,
     "monday tuesday wednesday thursday friday saturday sunday yesterday today montag dienstag mittwoch donnerstag "
     "freitag samstag sonntag gestern heute lundi mardi mercredi jeudi vendredi samedi dimanche hier lunes martes "
     "miércoles jueves viernes sábado domingo ayer segunda terça quarta quinta sexta hoje ontem lunedì martedì "
     "mercoledì giovedì venerdì ieri oggi maandag dinsdag woensdag donderdag vrijdag zaterdag gisteren måndag tisdag "
     "onsdag torsdag fredag mandag tirsdag poniedziałek wtorek środę czwartek piątek pondělí úterý středu čtvrtek "
     "pátek понедельник вторник среду четверг пятницу"},
    {GenreCue::modals, 60,
     "should must ought need cannot never always why wrong right better perhaps sollte müsste muss müssen darf dürfen "
     "warum falsch richtig besser vielleicht nie immer faut doit devrait jamais toujours pourquoi peut-être debe "
     "debería nunca siempre deve deveria sempre dovrebbe bisogna mai moet zou nooit altijd borde måste aldrig alltid "
     "bør skal aldrig musi powinien powinna nigdy zawsze musí měl nikdy надо должен должны никогда всегда"},
    {GenreCue::present, 15, "is are has have ist sind hat haben wird werden est sont ont es son está è sono ha são é"},
    {GenreCue::past, 15,
     "was were had did war waren hatte hatten wurde wurden était étaient avait fue era eran foi era"},
    {GenreCue::cooking, 40,
     "teaspoon teaspoons tablespoon tablespoons tbsp tsp oven flour butter salt pepper onion garlic stir simmer serves "
     "ingredients minutes zutaten ofen mehl zwiebel prise esslöffel teelöffel minuten farine beurre sel oignon four "
     "harina mantequilla sal cebolla horno farinha manteiga farina burro sale cipolla forno bloem boter mjöl smör "
     "mąka masło mouka máslo"},
    {GenreCue::arts, 40,
     "film novel book album play opera exhibition concert director author actor song series theatre stage orchestra "
     "scenes character characters plot roman buch oper ausstellung konzert regie autor inszenierung bühne pièce mise "
     "scène acteur livre obra escena actriz actor libro película peça filme livro spettacolo regia attore romanzo "
     "boek voorstelling roman föreställning scen bok skådespelare forestilling scene bog książka spektakl kniha hra"},
    {GenreCue::advice, 60,
     "how tips guide best things ways choose try buy make use wie tipps so comment conseils choisir cómo consejos "
     "elegir como dicas escolher come consigli hoe"},
    {GenreCue::hedges, 60,
     "could may might likely unlikely means mean meaning because therefore however although whether despite explains "
     "question questions answer risk risks experts analysts economists scientists critics policy history context "
     "könnte dürfte wohl weil deshalb jedoch allerdings bedeutet obwohl frage fragen experten folgen pourrait parce "
     "cependant toutefois signifie question experts enjeu podría porque embargo significa aunque expertos poderia "
     "porque entanto significa embora potrebbe perché tuttavia significa omdat echter betekent kunde därför dock "
     "może dlatego jednak oznacza mohl proto však znamená может поэтому однако значит"},
    {GenreCue::judging, 80,
     "absurd foolish shame shameful nonsense honest dishonest truth lie lies cowardly brave ridiculous worse worst "
     "decent ought surely frankly indeed disgrace folly believe think wish hope fear nobody everybody unsinn schande "
     "ehrlich wahrheit lüge feige mutig dumm klug schlimm leider freilich glaube hoffe niemand hélas honte absurde "
     "vérité mensonge courage bêtise vergüenza absurdo verdad mentira valiente lamentable vergonha verdade mentira "
     "vergogna verità bugia assurdo schande waarheid onzin skam sanning tyvärr skam sandhed wstyd prawda niestety "
     "hanba pravda bohužel стыд правда увы"},
    {GenreCue::travel, 60,
     "hotel hotels beach trail hike village road train garden house kitchen room window walk morning evening dorf haus "
     "garten küche weg morgen abend village maison jardin cuisine pueblo casa jardín cocina aldeia giardino huis tuin"},
    {GenreCue::science, 60,
     "percent per cent million billion data study report figures average rate costs price prices prozent millionen "
     "milliarden studie daten kosten preise pourcent millions milliards étude coût millones estudio coste milhões "
     "miliardi studio miljoen miljard procent milijon"},
};

/// Words by hash, open addressing; a word that is longer than any of the table is not looked for.
class Groups {
  public:
    static constexpr std::size_t kLongest = 16;

    Groups() {
        for (std::size_t g = 0; g < std::size(kGroups); ++g) {
            std::string_view rest = kGroups[g].words;
            while (!rest.empty()) {
                const std::size_t space = rest.find(' ');
                const std::string_view word = rest.substr(0, space);
                std::uint32_t hash = kStart;
                for (const char c : word)
                    hash = step(hash, c);
                std::size_t at = hash % kSlots;
                while (!slots_[at].word.empty())
                    at = (at + 1) % kSlots;
                slots_[at] = {word, g};
                rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
            }
        }
    }

    static constexpr std::uint32_t kStart = 2166136261U;
    static std::uint32_t step(std::uint32_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 16777619U; }

    /// The word's group, or none. `hash` by step() over its bytes.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view word, std::uint32_t hash) const {
        for (std::size_t at = hash % kSlots; !slots_[at].word.empty(); at = (at + 1) % kSlots)
            if (slots_[at].word == word) return slots_[at].group;
        return std::nullopt;
    }

  private:
    struct Slot {
        std::string_view word;
        std::size_t group = 0;
    };
    static constexpr std::size_t kSlots = 4096;
    std::array<Slot, kSlots> slots_{};
};

// Folders of addresses under which features stand, in several languages.
constexpr std::string_view kSoftFolders[] = {
    "food",         "recipe",  "recipes",   "travel",   "life",   "lifestyle", "style",   "home",    "garden",
    "wellness",     "family",  "parenting", "books",    "film",   "tv",        "music",   "culture", "kultur",
    "reise",        "reisen",  "essen",     "rezepte",  "leben",  "panorama",  "art",     "arts",    "entertainment",
    "guide",        "guides",  "how-to",    "magazine", "people", "photos",    "gallery", "blog",    "feuilleton",
    "gesellschaft", "cuisine", "voyage",    "viajes",   "cocina", "cucina",    "viaggi",  "resa",    "matlagning"};

constexpr std::string_view kNewsFolders[] = {
    "news",       "world",      "politics",   "local",     "national",  "uk",       "us",          "crime",
    "courts",     "business",   "economy",    "sport",     "sports",    "politik",  "nachrichten", "ausland",
    "inland",     "wirtschaft", "regional",   "actualite", "politique", "economie", "monde",       "faits-divers",
    "noticias",   "politica",   "mundo",      "nacional",  "economia",  "deportes", "cronaca",     "mondo",
    "nieuws",     "binnenland", "buitenland", "nyheter",   "inrikes",   "utrikes",  "nyheder",     "indland",
    "wiadomosci", "kraj",       "zpravy",     "domaci",    "novosti",   "society"};
constexpr std::string_view kViewFolders[] = {"ideas",      "argument",     "arguments",    "essays",        "thoughts",
                                             "blogs",      "debate",       "idees",        "points-de-vue", "firmas",
                                             "think",      "expert",       "experts",      "insight",       "insights",
                                             "viewpoints", "perspectives", "contributors", "forum"};

template <class List>
bool in_folder(std::string_view url, const List& folders) {
    std::size_t begin = url.find("//");
    begin = url.find('/', begin == std::string_view::npos ? 0 : begin + 2);
    while (begin != std::string_view::npos) {
        const std::size_t end = url.find('/', begin + 1);
        if (end == std::string_view::npos) return false;  // the last part is the article's own name
        const std::string folder = ascii::lower(url.substr(begin + 1, end - begin - 1));
        if (std::find(std::begin(folders), std::end(folders), folder) != std::end(folders)) return true;
        begin = end;
    }
    return false;
}

/// Turns quoted runs of a paragraph on and off; a mark that is not closed ends with the paragraph.
class QuoteState {
  public:
    /// Whether the byte at `at` stands within quotation marks.
    bool inside(std::string_view text, std::size_t at) {
        if (text[at] == '\n') inside_ = false;
        const auto stands = [&](std::string_view mark) { return text.compare(at, mark.size(), mark) == 0; };
        if (stands("„"))
            inside_ = true;
        else if (stands("”"))
            inside_ = false;
        else if (stands("\"") || stands("“") || stands("«") || stands("»"))  // some open here and close there
            inside_ = !inside_;
        return inside_;
    }

  private:
    bool inside_ = false;
};

constexpr std::uint8_t kLetter = 1;
constexpr std::uint8_t kContinues = 2;  // a letter where a word has begun
constexpr std::uint8_t kMayQuote = 4;   // quotation marks and their first bytes, ends of paragraphs
constexpr std::uint8_t kEnds = 8;       // '!', '?'
constexpr std::array<std::uint8_t, 256> kByteKinds = [] {
    std::array<std::uint8_t, 256> kinds{};
    for (unsigned c = 0; c < 256; ++c) {
        if (c < 0x80 ? ascii::is_alnum(static_cast<char>(c)) : c >= 0xC3 && c < 0xE0) kinds[c] = kLetter;
        if ((c & 0xC0) == 0x80) kinds[c] = kContinues;
        if (c == '"' || c == '\n' || c == 0xE2 || c == 0xC2) kinds[c] = kMayQuote;
        if (c == '!' || c == '?') kinds[c] = kEnds;
    }
    return kinds;
}();

/// "SEOUL (Wire) - ", "MARSHAM, Isle - ": capitals and a dash within the first words.
bool has_dateline(std::string_view text) {
    const std::string_view front = text.substr(0, 90);
    const std::size_t dash = std::min({front.find(" - "), front.find(" – "), front.find(" — ")});
    if (dash == std::string_view::npos || dash < 3) return false;
    std::size_t capitals = 0;
    while (capitals < dash && ascii::is_upper(front[capitals]))
        ++capitals;
    return capitals >= 3 || front.substr(0, dash).ends_with(')');
}

}  // namespace

const std::vector<std::string>& genre_cue_names() {
    static const std::vector<std::string> kNames = {
#define X(name) #name,
        NL_GENRE_CUES(X)
#undef X
    };
    return kNames;
}

namespace {

/// What a headline asks, quotes, explains or judges. `title` folded.
void read_title_cues(std::string_view title, const auto& set) {
    const auto holds = [title](std::string_view words) {
        const auto at = title.find(words);
        return at != std::string_view::npos && (at == 0 || title[at - 1] == ' ' || title[at - 1] == ':');
    };
    const auto any = [&holds](std::initializer_list<std::string_view> list) {
        return std::any_of(list.begin(), list.end(), holds);
    };
    set(GenreCue::title_asks, title.find('?') != std::string_view::npos || title.find("？") != std::string_view::npos);
    set(GenreCue::title_quotes, title.starts_with("\"") || title.starts_with("“") || title.starts_with("„") ||
                                    title.starts_with("«") || title.starts_with("「"));
    set(GenreCue::title_explains,
        any({"why ",         "what ",     "explained", "what we know",   "how the ",     "here's ",
             "meaning of",   "the long ", "warum ",    "was wir wissen", "was bedeutet", "so funktioniert",
             "das bedeutet", "worum es",  "pourquoi ", "comment ",       "ce que ",      "ce qu'",
             "por qué ",     "qué ",      "claves",    "cómo ",          "por que ",     "o que ",
             "entenda",      "perché ",   "cosa ",     "come ",          "waarom ",      "wat ",
             "därför ",      "vad ",      "derfor ",   "hvad ",          "hva ",         "hvorfor ",
             "dlaczego ",    "co ",       "proč ",     "jak ",           "почему ",      "что ",
             "как ",         "なぜ",      "とは",      "为什么",         "왜 "}));
    set(GenreCue::title_judges,
        any({"should ",  "must ",     "need to ", "needs to ", "wrong",   "never ", "shame",   "let's ",  "stop ",
             "time to ", "it's time", "don't ",   "not ",      "enough",  "honest", "muss ",   "müssen ", "darf ",
             "schluss ", "endlich",   "sollte",   "il faut",   "doit ",   "assez",  "hay que", "debe ",   "basta",
             "deve ",    "precisa",   "bisogna",  "moet ",     "moeten ", "måste ", "borde ",  "bør ",    "skal ",
             "musi ",    "musí ",     "надо ",    "пора ",     "хватит"}));
    set(GenreCue::title_person,
        any({"my ",   "i ",   "i'm ", "our ",  "we ", "me ",    "mein ", "meine ", "wir ",  "ich ",
             "unser", "mon ", "ma ",  "nous ", "mi ", "nuestr", "meu ",  "mio ",   "mijn ", "min "}));
}

}  // namespace

GenreCues genre_cues(const Article& article, std::string_view type) {
    GenreCues cues{};
    const auto set = [&cues](GenreCue cue, double value) {
        cues[static_cast<std::size_t>(cue)] = static_cast<float>(std::min(value, 1.5));
    };
    const std::string_view text = article.text;
    std::array<std::size_t, std::size(kGroups)> counts{};
    std::size_t stops = 0, runs = 0, numbers = 0;
    std::size_t words = 0, told = 0, quoted = 0, exclamations = 0, questions = 0;
    QuoteState quotes;
    static const Groups kWords;
    std::array<char, Groups::kLongest> word;
    std::size_t size = 0;
    std::uint32_t hash = Groups::kStart;
    bool quote = false;
    std::size_t since = 0;  // the first byte within these quotation marks
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i == text.size() ? '\0' : text[i];
        const std::uint8_t kind = kByteKinds[static_cast<unsigned char>(c)];
        if ((kind & kMayQuote) != 0) {
            const bool now = quotes.inside(text, i);
            if (quote && !now) quoted += i - since;
            if (now && !quote) {
                since = i;
                ++runs;
            }
            quote = now;
        }
        stops += c == '.' && size > 0 && !quote ? 1 : 0;
        if ((kind & kLetter) != 0 || ((kind & kContinues) != 0 && size > 0)) {
            const char low = ascii::lower(c);
            if (size < word.size()) word[size] = low;
            hash = Groups::step(hash, low);
            ++size;
            continue;
        }
        if (size > 0) {
            ++words;
            if (!quote) {
                ++told;
                numbers += ascii::is_digit(word[0]) ? 1 : 0;
                const auto group =
                    size <= word.size() ? kWords.find({word.data(), size}, hash) : std::optional<std::size_t>();
                if (group) ++counts[*group];
            }
            size = 0;
            hash = Groups::kStart;
        }
        if ((kind & kEnds) == 0) continue;
        exclamations += c == '!' ? 1 : 0;
        questions += c == '?' && !quote ? 1 : 0;
    }
    if (quote) quoted += text.size() - since;
    const double share = 1.0 / static_cast<double>(std::max<std::size_t>(told, 1));
    for (std::size_t g = 0; g < std::size(kGroups); ++g)
        set(kGroups[g].cue, static_cast<double>(counts[g]) * share * kGroups[g].scale);
    set(GenreCue::length, std::log1p(static_cast<double>(words)) / 8);
    set(GenreCue::very_long, words > 1800 ? 1 : 0);
    std::size_t headings = 0, items = 0, asked = 0;
    for (const Block& block : article.blocks) {
        const std::string_view one = text.substr(block.range.begin, block.range.end - block.range.begin);
        headings += block.role == Role::heading ? 1 : 0;
        items += block.role == Role::list_item ? 1 : 0;
        asked += one.ends_with('?') && one.size() < 400 ? 1 : 0;
    }
    const double blocks = static_cast<double>(std::max<std::size_t>(article.blocks.size(), 1));
    set(GenreCue::headings, std::min(1.0, static_cast<double>(headings) / blocks * 5));
    set(GenreCue::list_items, std::min(1.0, static_cast<double>(items) / blocks * 2));
    set(GenreCue::questions_alone, std::min(1.0, static_cast<double>(asked) / blocks * 5));
    set(GenreCue::quoted,
        std::min(1.0, static_cast<double>(quoted) / static_cast<double>(std::max<std::size_t>(text.size(), 1)) * 3));
    set(GenreCue::exclamations, std::min(1.0, static_cast<double>(exclamations) * share * 100));
    set(GenreCue::questions, static_cast<double>(questions) * share * 100);
    const std::string title = fold_case(article.title);
    for (const std::string_view start : {"how ", "why ", "what ", "when ", "the best ", "wie ", "warum ", "was "})
        if (title.starts_with(start)) set(GenreCue::title_asks_how, 1);
    const std::size_t digits = static_cast<std::size_t>(
        std::find_if_not(title.begin(), title.end(), [](char c) { return ascii::is_digit(c); }) - title.begin());
    set(GenreCue::title_begins_with_number, digits > 0 && digits < 4 && title.size() > digits && title[digits] == ' ');
    const std::string_view url = article.canonical_url.empty() ? article.url : article.canonical_url;
    set(GenreCue::soft_folder, in_folder(url, kSoftFolders));
    set(GenreCue::news_folder, in_folder(url, kNewsFolders));
    set(GenreCue::view_folder, in_folder(url, kViewFolders));
    read_title_cues(title, set);
    set(GenreCue::news_type, type == "NewsArticle" || type == "ReportageNewsArticle");
    set(GenreCue::blog_type, type == "BlogPosting" || type == "Blog");
    set(GenreCue::short_sentences, static_cast<double>(stops) * share * 12);
    set(GenreCue::quotes, std::min(1.0, static_cast<double>(runs) * share * 50));
    set(GenreCue::numbers, static_cast<double>(numbers) * share * 20);
    set(GenreCue::no_author, article.authors.empty());
    set(GenreCue::single_author, article.authors.size() == 1);
    set(GenreCue::dateline, has_dateline(text));
    set(GenreCue::agency, !article.agencies.empty());
    set(GenreCue::bio, !article.author_bios.empty());
    const auto images = std::count_if(article.media.begin(), article.media.end(),
                                      [](const Media& media) { return media.kind == MediaKind::image; });
    set(GenreCue::images, std::min(1.0, static_cast<double>(images) / 6));
    set(GenreCue::other_language, !article.language.starts_with("en") && !article.language.starts_with("de"));
    return cues;
}

}  // namespace newsloom::extract
