#include "edition/detail/references.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>

#include "base/hash.h"
#include "edition/detail/sentence.h"
#include "lang/lexicon.h"
#include "lang/tags.h"
#include "lang/terms.h"
#include "lang/tokens.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::edition::detail {
namespace {

using lang::Tag;
using lang::Term;

constexpr std::size_t kBytesBefore = 3000;
constexpr std::string_view kOfAParty[] = {"republican", "democrat", "independent", "conservative", "liberal"};
// They sum up what was told before.
constexpr std::string_view kSums[] = {
    "decision", "move",      "proposal", "announcement", "statement",  "comment",     "comments",    "remark",
    "remarks",  "incident",  "change",   "changes",      "idea",       "step",        "steps",       "action",
    "actions",  "request",   "claim",    "claims",       "allegation", "allegations", "accusation",  "accusations",
    "question", "questions", "issue",    "issues",       "figure",     "figures",     "number",      "numbers",
    "effort",   "efforts",   "process",  "news",         "officials",  "official",    "pair",        "man",
    "men",      "woman",     "women",    "duo",          "result",     "results",     "development", "situation",
    "response", "message"};
// There is one, or everybody knows which.
constexpr std::string_view kOnlyOne[] = {
    "world",      "country",    "nation",      "government",  "public",      "economy",      "police",
    "state",      "states",     "city",        "media",       "press",       "internet",     "law",
    "week",       "weekend",    "month",       "year",        "day",         "night",        "morning",
    "afternoon",  "evening",    "time",        "past",        "future",      "end",          "beginning",
    "start",      "middle",     "rest",        "way",         "fact",        "idea",         "right",
    "left",       "poor",       "rich",        "young",       "elderly",     "sun",          "moon",
    "sea",        "sky",        "weather",     "military",    "army",        "navy",         "ground",
    "street",     "air",        "phone",       "web",         "war",         "people",       "public",
    "president",  "presidency", "house",       "senate",      "environment", "planet",       "climate",
    "globe",      "region",     "area",        "capital",     "border",      "west",         "east",
    "north",      "south",      "market",      "markets",     "first",       "constitution", "administration",
    "opposition", "minute",     "hours",       "summer",      "winter",      "spring",       "autumn",
    "fall",       "moment",     "issue",       "board",       "floor",       "weeks",        "months",
    "years",      "days",       "decade",      "century",     "scene",       "need",         "wake",
    "same",       "truth",      "possibility", "job",         "gop",         "two",          "three",
    "white",      "united",     "dollar",      "ocean",       "coast",       "middle-class", "far-right",
    "far-left",   "homeless",   "unemployed",  "budget",      "deficit",     "debt",         "workplace",
    "stage",      "town",       "community",   "authorities", "meantime",    "election"};
// One may stand for the other.
constexpr std::string_view kSame[][12] = {
    {"bill", "legislation", "measure", "law", "act", "proposal", "package", "statute", "reform", "amendment"},
    {"plan", "proposal", "scheme", "program", "programme", "initiative", "project", "blueprint", "template"},
    {"attack", "shooting", "assault", "bombing", "massacre", "rampage", "violence", "explosion", "killing", "blast",
     "slaying", "murder"},
    {"killing", "death", "shooting", "murder", "slaying", "killed", "homicide", "dead"},
    {"company", "firm", "maker", "manufacturer", "corporation", "group", "retailer", "chain", "giant", "carrier",
     "airline", "bank"},
    {"agency", "department", "bureau", "service", "ministry", "office", "administration", "authority", "commission"},
    {"decision", "ruling", "move", "announcement", "order", "verdict"},
    {"meeting", "talks", "summit", "meet"},
    {"visit", "trip", "tour"},
    {"report", "article", "story", "report", "reported"},
    {"study", "research", "survey", "poll", "researchers", "analysis"},
    {"vote", "ballot", "referendum", "voted"},
    {"election", "race", "contest"},
    {"campaign", "bid"},
    {"deal", "agreement", "pact", "accord", "compromise", "treaty", "settlement"},
    {"statement", "remarks", "comments", "speech", "address", "comment", "remark"},
    {"crash", "accident", "collision", "crashed", "wreck", "disaster"},
    {"plane", "aircraft", "jet", "flight", "airliner", "helicopter"},
    {"ship", "vessel", "boat", "ferry", "trawler", "tanker"},
    {"suspect", "gunman", "shooter", "attacker", "assailant", "accused", "defendant"},
    {"protest", "demonstration", "march", "rally", "protesters", "demonstrators", "unrest", "clashes"},
    {"investigation", "probe", "inquiry", "investigators", "investigate", "investigating"},
    {"ban", "prohibition", "restriction", "order", "banned", "policy"},
    {"senator", "sen", "lawmaker", "senators"},
    {"representative", "rep", "congressman", "congresswoman", "lawmaker", "republican", "democrat"},
    {"governor", "gov"},
    {"candidate", "nominee", "contender", "hopeful"},
    {"injured", "hurt", "wounded", "injuries", "injury"},
    {"storm", "hurricane", "cyclone", "typhoon", "tornado"},
    {"quake", "earthquake", "tremor", "temblor"},
    {"fire", "blaze", "wildfire", "flames"},
    {"virus", "disease", "outbreak", "epidemic", "infection"},
    {"court", "justices", "judges", "judge", "panel"},
    {"hearing", "testimony", "trial", "testified"},
    {"charges", "indictment", "charged", "indicted", "accusation", "case"},
    {"prosecutor", "prosecutors", "attorney"},
    {"letter", "memo", "email", "emails", "message", "messages", "document"},
    {"video", "footage", "clip", "tape", "recording"},
    {"rule", "regulation", "rules", "regulations", "policy"},
    {"tariff", "tariffs", "duties", "duty"},
    {"strike", "airstrike", "strikes", "airstrikes", "raid", "missile"},
    {"party", "democrats", "republicans", "gop", "republican", "democratic", "labour", "tory"},
    {"team", "club", "squad", "side"},
    {"film", "movie", "sequel", "series"},
    {"shutdown", "closure", "close", "standoff", "impasse"}};
// Before a name they say that it is a place; behind a name's possessive, that it is a state or a town.
constexpr std::string_view kWhere[] = {"in", "from", "across", "into", "near", "throughout", "outside", "around"};
constexpr std::string_view kOfAState[] = {"government", "ministry", "parliament", "president",  "coast",    "police",
                                          "army",       "navy",     "military",   "foreign",    "interior", "defence",
                                          "defense",    "finance",  "health",     "prime",      "supreme",  "central",
                                          "capital",    "airport",  "harbour",    "university", "mayor",    "border"};
// Behind the noun they say which one.
constexpr std::string_view kWhich[] = {"of",      "that", "who",    "which", "whose", "where", "for",      "between",
                                       "against", "to",   "behind", "from",  "about", "when",  "involving"};
constexpr std::string_view kWhichOne[] = {"first",    "only", "largest", "biggest", "most",   "latest",
                                          "last",     "next", "second",  "third",   "fourth", "best",
                                          "worst",    "same", "top",     "highest", "lowest", "oldest",
                                          "youngest", "main", "entire",  "whole",   "least",  "upcoming"};
constexpr std::string_view kOther[] = {"other", "latter", "others", "former's"};
constexpr std::string_view kHonorifics[] = {"mr",
                                            "mrs",
                                            "ms",
                                            "miss",
                                            "dr",
                                            "sen",
                                            "rep",
                                            "gov",
                                            "lt",
                                            "sir",
                                            "gen",
                                            "col",
                                            "capt",
                                            "sgt",
                                            "senator",
                                            "representative",
                                            "congressman",
                                            "governor",
                                            "congresswoman",
                                            "judge",
                                            "justice",
                                            "secretary",
                                            "general",
                                            "mayor",
                                            "minister",
                                            "chairman",
                                            "herr",
                                            "frau",
                                            "speaker",
                                            "rev",
                                            "sheriff",
                                            "officer",
                                            "detective",
                                            "professor",
                                            "attorney",
                                            "chancellor",
                                            "ambassador"};
// With these before it a surname is enough.
constexpr std::string_view kHeads[] = {"president", "chancellor", "pope",     "king",
                                       "queen",     "prince",     "princess", "premier"};
constexpr std::string_view kKnown[] = {
    "us",       "usa",       "uk",         "un",           "eu",           "nato",       "fbi",        "cia",
    "nasa",     "irs",       "epa",        "nsa",          "fda",          "cdc",        "nbc",        "cbs",
    "abc",      "cnn",       "bbc",        "npr",          "msnbc",        "ap",         "gop",        "tv",
    "dna",      "ceo",       "aids",       "hiv",          "nfl",          "nba",        "opec",       "isis",
    "lgbt",     "dc",        "nyc",        "la",           "pm",           "am",         "congress",   "senate",
    "house",    "pentagon",  "kremlin",    "twitter",      "facebook",     "google",     "apple",      "amazon",
    "youtube",  "instagram", "democrats",  "republicans",  "democrat",     "republican", "democratic", "medicare",
    "medicaid", "obamacare", "christmas",  "easter",       "thanksgiving", "islam",      "christian",  "muslim",
    "jewish",   "catholic",  "parliament", "brexit",       "internet",     "reuters",    "bloomberg",  "politico",
    "capitol",  "state",     "treasury",   "constitution", "bible",        "microsoft",  "netflix",    "spd",
    "cdu",      "fdp",       "csu",        "ard",          "zdf",          "bundestag",  "afd",        "rnc",
    "dnc"};

std::string without_dots(std::string_view word) {
    std::string result;
    for (const char c : word) {
        if (c != '.') result += ascii::lower(c);
    }
    return result;
}

/// Of each word of kSame, the words of its groups, by the hash of its stem; looked up only, never walked.
std::unordered_map<std::uint64_t, WordSet> words_of_groups() {
    std::unordered_map<std::uint64_t, WordSet> result;
    for (const auto& group : kSame) {
        WordSet words;
        for (const std::string_view one : group) {
            if (!one.empty()) add(words, {hash64(stem(one))});
        }
        for (const std::uint64_t word : words)
            add(result[word], words);
    }
    return result;
}

/// The word, and what may stand for it.
WordSet any_of(std::string_view folded) {
    static const std::unordered_map<std::uint64_t, WordSet> groups = words_of_groups();
    const std::uint64_t own = hash64(stem(folded));
    const auto found = groups.find(own);
    return found == groups.end() ? WordSet{own} : found->second;
}

class Reader {
  public:
    Reader(const Article& article, const Annotations& notes, TextRange range)
        : article_(article), notes_(notes), range_(range), text_(slice(article.text, range)) {}

    References read() {
        tokens_ = lang::tokens(text_);
        english_ = !article_.language.starts_with("de");
        terms_ = lang::terms(text_, tokens_, lang::Lexicon::of(english_ ? "en" : "de"));
        const std::vector<Sentence> whole{{{0, text_.size()}, 0}};
        lang::mark_sentences(terms_, whole);
        tags_ = english_ ? lang::tags(terms_) : lang::german_tags(terms_, text_);
        look_at_names();
        if (english_) {
            look_at_nouns();
            look_at_the_verb();
        }
        return std::move(result_);
    }

  private:
    [[nodiscard]] std::string_view bytes(std::size_t i) const {
        return text_.substr(terms_[i].begin, terms_[i].end - terms_[i].begin);
    }
    [[nodiscard]] std::string folded(std::size_t i) const { return fold_case(bytes(i)); }

    /// The words of a name without "Mr." and "Sen." before it.
    static std::vector<std::string> parts(std::string_view surface) {
        std::vector<std::string> result;
        for (const Word& word : words_of(surface)) {
            std::string folded = word.folded;
            if (folded.ends_with("'s")) folded.resize(folded.size() - 2);
            if (folded.ends_with("\xE2\x80\x99s")) folded.resize(folded.size() - 4);
            if (result.empty() && is_one_of(folded, kHonorifics)) continue;
            if (folded == "jr" || folded == "sr" || folded == "iii") continue;
            result.push_back(std::move(folded));
        }
        return result;
    }

    [[nodiscard]] std::size_t term_at(std::size_t at) const {
        const auto found = std::lower_bound(terms_.begin(), terms_.end(), at,
                                            [](const Term& term, std::size_t begin) { return term.begin < begin; });
        return static_cast<std::size_t>(found - terms_.begin());
    }

    /// "councilman Jo Mell", "Jo Mell, a councilman", "Rep. Jo Mell (D)", "Mell of the town's bakery".
    [[nodiscard]] bool is_introduced(std::size_t first, std::size_t behind) const {
        if (first > 0) {
            const Term& before = terms_[first - 1];
            if ((before.hints & (lang::kHintTitle | lang::kHintRole)) != 0) return true;
            if (before.mark == '.' || tags_[first - 1] == Tag::noun) return true;
            if (before.mark == ',' && first > 1 && tags_[first - 2] == Tag::noun) return true;
        }
        if (behind >= terms_.size()) return false;
        const std::string next = folded(behind);
        return terms_[behind].mark == ',' || terms_[behind].mark == '(' || next == "of" || next == "from";
    }

    /// "Kerr, the builder": said behind the name.
    [[nodiscard]] bool is_explained(std::size_t behind) const {
        if (behind + 1 >= terms_.size() || terms_[behind].mark != ',') return false;
        const std::string next = folded(behind + 1);
        return next == "a" || next == "an" || next == "the" || next == "which";
    }

    void look_at_names() {
        std::vector<std::string> here;  // surnames of persons in full
        for (const bool in_full : {true, false}) {
            for (const Name& name : notes_.names) {
                if (!range_.contains(name.range)) continue;
                const std::string_view surface = slice(article_.text, name.range);
                const std::vector<std::string> words = parts(surface);
                if (words.empty()) continue;
                const std::size_t begin = name.range.begin - range_.begin, end = name.range.end - range_.begin;
                const std::size_t first = term_at(begin), behind = term_at(end);
                if (name.kind == NameKind::person) {
                    if (in_full && words.size() > 1) {
                        here.push_back(words.back());
                        const bool title = words_of(surface).size() > words.size();
                        if (!title && !is_introduced(first, behind)) result_.strangers.push_back(words.back());
                    } else if (!in_full && words.size() == 1) {
                        const bool head = (first > 0 && is_one_of(folded(first - 1), kHeads)) ||
                                          is_one_of(fold_case(surface.substr(0, surface.find(' '))), kHeads);
                        auto& asked = result_.surnames;
                        if (!head && std::find(here.begin(), here.end(), words[0]) == here.end() &&
                            std::find(asked.begin(), asked.end(), words[0]) == asked.end())
                            asked.push_back(words[0]);
                    }
                } else if (!in_full && name.kind != NameKind::place && words.size() == 1) {
                    look_at_short_name(words[0], begin);
                } else if (!in_full && name.kind != NameKind::place && words.size() > 1) {
                    look_at_long_name(words, first, behind);
                }
            }
        }
    }

    void look_at_short_name(const std::string& word, std::size_t begin) {
        const std::string plain = without_dots(word);
        if (is_one_of(plain, kKnown)) return;
        // "the Lost Dogs' Association (LDA)" says what it stands for.
        if (begin > 0 && text_[begin - 1] == '(') return;
        const std::size_t term = term_at(begin);
        if (term < terms_.size() && terms_[term].begins_sentence && terms_[term].word != 0) return;
        // "mayor Long", "Kerr, the builder": it is said who that is.
        const std::size_t behind = term + 1;
        if (is_a_place_by_its_neighbours(term)) return;
        if (term < terms_.size() && (is_introduced(term, terms_.size()) || is_explained(behind))) return;
        result_.names.push_back({hash64(stem(word))});
    }

    /// "officials in Norland", "Norland's foreign ministry": a place, whether a list of places has it or not.
    [[nodiscard]] bool is_a_place_by_its_neighbours(std::size_t term) const {
        if (term >= terms_.size()) return false;
        if (term > 0 && is_one_of(folded(term - 1), kWhere)) return true;
        const Term& own = terms_[term];
        const std::string_view rest = std::string_view(text_).substr(std::min<std::size_t>(own.end, text_.size()));
        const bool possessive = text_.substr(own.begin, own.end - own.begin).ends_with("s") || rest.starts_with("'s") ||
                                rest.starts_with("’s");
        for (std::size_t k = term + 1; possessive && k < std::min(terms_.size(), term + 3); ++k) {
            if (is_one_of(folded(k), kOfAState)) return true;
        }
        return false;
    }

    /// "the Ferry Company" says what it is; "Granny Roe" does not, unless something is said of it.
    void look_at_long_name(const std::vector<std::string>& words, std::size_t first, std::size_t behind) {
        constexpr std::uint32_t kSaysWhat = lang::kHintOrganisation | lang::kHintGroup | lang::kHintPlace |
                                            lang::kHintDemonym | lang::kHintTitle | lang::kHintRole;
        for (std::size_t i = first; i < behind && i < terms_.size(); ++i) {
            if ((terms_[i].hints & kSaysWhat) != 0) return;
        }
        if (first > 0 && folded(first - 1) == "the") return;
        if (is_introduced(first, behind) || is_one_of(words.back(), kKnown)) return;
        WordSet any;
        for (const std::string& word : words)
            add(any, {hash64(stem(word))});
        result_.names.push_back(std::move(any));
    }

    void look_at_nouns() {
        const QuoteMask quotes(text_);
        bool somebody = false;   // a noun or name before
        std::size_t things = 0;  // nouns and names in the singular before
        for (std::size_t i = 0; i < terms_.size(); ++i) {
            if (lang::is_noun(tags_[i])) somebody = true;
            if (lang::is_noun(tags_[i]) && (terms_[i].classes & lang::kPlural) == 0) ++things;
            const std::string word = folded(i);
            // "The line runs across it": not across itself.
            if (word == "it" && things < 2 && i > 0 && tags_[i - 1] == Tag::preposition &&
                !quotes.inside(terms_[i].begin))
                result_.never = true;
            if (tags_[i] == Tag::pronoun && !somebody && !quotes.inside(terms_[i].begin) &&
                (word == "they" || word == "them" || word == "these" || word == "those"))
                result_.never = true;
            if ((word == "that" || word == "this") && stands_for_something(i)) result_.never = true;
            // "that 6 percent figure"; "said here": where its report was written
            if (word == "that" && i + 1 < terms_.size() && tags_[i + 1] == Tag::number) result_.never = true;
            if (word == "here" && !quotes.inside(terms_[i].begin)) result_.never = true;
            // "..., the mayor continues.", "a month later": of a talk, of a day that stood before.
            if (word == "continues" && i + 1 < terms_.size() && terms_[i + 1].mark == '.') result_.never = true;
            if (word == "later" && i > 0 && (terms_[i - 1].classes & lang::kTimeWord) != 0 &&
                (i + 1 >= terms_.size() || folded(i + 1) != "than"))
                result_.never = true;
            // "She responded that": to what?
            if ((word == "responded" || word == "replied") && i + 1 < terms_.size() && folded(i + 1) != "to" &&
                folded(i + 1) != "with" && folded(i + 1) != "by")
                result_.never = true;
            // "two other lawmakers", "a separate source"
            if ((word == "other" || word == "separate" || (word == "similar" && !followed_by_to(i))) &&
                i + 1 < terms_.size() && !is_of_a_kind(i) && (i == 0 || folded(i - 1) != "each"))
                look_at_noun(i, word);
            if (tags_[i] != Tag::determiner && word != "the" && word != "both" && !(word == "that" && is_a_pointer(i)))
                continue;
            if (word == "the" || word == "these" || word == "those" || word == "this" || word == "that" ||
                word == "such" || (word == "both" && i + 1 < terms_.size() && tags_[i + 1] == Tag::noun))
                look_at_noun(i, word);
            else if (!somebody && i < 3 && (word == "their" || word == "his" || word == "her" || word == "its") &&
                     !quotes.inside(terms_[i].begin))
                result_.never = true;
        }
    }

    [[nodiscard]] bool followed_by_to(std::size_t i) const {
        for (std::size_t k = i + 1; k < terms_.size() && k < i + 4; ++k) {
            const std::string word = folded(k);
            if (word == "to" || word == "as") return true;
        }
        return false;
    }

    /// "disputes that figure", not "said that figures": behind such words no clause begins.
    [[nodiscard]] bool is_a_pointer(std::size_t i) const {
        constexpr std::string_view kBefore[] = {"disputes",    "disputed", "denies", "denied", "rejects", "rejected",
                                                "understands", "shares",   "made",   "makes",  "make",    "of",
                                                "in",          "on",       "at",     "by",     "from",    "for",
                                                "to",          "with",     "about",  "after",  "under"};
        if (i == 0 || i + 1 >= terms_.size() || (terms_[i + 1].classes & lang::kPlural) != 0) return false;
        // "perfected that technology, ...": where a clause began, a verb would follow.
        if (tags_[i + 1] == Tag::noun && i + 2 < terms_.size() &&
            (tags_[i + 2] == Tag::comma || tags_[i + 2] == Tag::end || tags_[i + 2] == Tag::coordinator))
            return true;
        return is_one_of(folded(i - 1), kBefore) && (tags_[i + 1] == Tag::noun || tags_[i + 1] == Tag::adjective);
    }

    /// "is not concerned about that.", "cast that as", "this is": no noun behind it, and none before that it belongs
    /// to.
    [[nodiscard]] bool stands_for_something(std::size_t i) const {
        if (i + 1 >= terms_.size()) return false;
        const Tag next = tags_[i + 1];
        const bool alone = next == Tag::preposition || next == Tag::comma || next == Tag::end || next == Tag::quote ||
                           next == Tag::verb || next == Tag::auxiliary || next == Tag::be;
        if (!alone) return false;
        if (i == 0) return true;
        const Tag before = tags_[i - 1];
        if (next == Tag::preposition && folded(i) == "that") return before == Tag::verb || before == Tag::infinitive;
        return before == Tag::verb || before == Tag::infinitive || before == Tag::preposition ||
               before == Tag::subordinator || before == Tag::coordinator || before == Tag::quote || before == Tag::be ||
               (before == Tag::comma && folded(i) == "this");
    }

    /// "more than any other country", "and other groups": the kind is named before.
    [[nodiscard]] bool is_of_a_kind(std::size_t i) const {
        if (i == 0) return false;
        const std::string before = folded(i - 1);
        return before == "any" || before == "and" || before == "or" || before == "every" || before == "no";
    }

    /// "The decision does not ...": what the sentence before told, in other words.
    [[nodiscard]] bool sums_up_what_stood_before(std::size_t i) const {
        if (i != 0 || i + 2 >= terms_.size()) return false;
        if (folded(i + 1) == "same") return true;
        // "The two men"
        if (tags_[i + 1] == Tag::number && tags_[i + 2] == Tag::noun) return true;
        if (!is_one_of(folded(i + 1), kSums)) return false;
        const std::string next = folded(i + 2);
        return !lang::is_noun(tags_[i + 2]) && next != "of" && next != "that" && next != "to" && next != "whether";
    }

    void point_to(std::string_view noun, WordSet any) {
        result_.words.push_back(std::move(any));
        result_.nouns.push_back(hash64(stem(noun)));
    }

    void look_at_noun(std::size_t i, const std::string& determiner) {
        if (sums_up_what_stood_before(i)) result_.never = true;
        if (i + 1 < terms_.size() && is_one_of(folded(i + 1), kOther)) {
            result_.never = true;
            return;
        }
        std::optional<std::size_t> head;
        bool which = false, named = false, placed = false, other_name = false;
        std::size_t j = i + 1;
        for (; j < terms_.size() && j < i + 7; ++j) {
            const Tag tag = tags_[j];
            // "the recusal put Judge Roe in charge"
            if (head && tag == Tag::noun && (terms_[j].classes & lang::kVerbPast) != 0) break;
            if (tag == Tag::noun) {
                head = j;
            } else if (tag == Tag::name) {
                named = named || (terms_[j].hints & (lang::kHintDay | lang::kHintMonth)) == 0;
                head = j;
            } else if (tag == Tag::number || tag == Tag::adjective || tag == Tag::ing || tag == Tag::participle ||
                       tag == Tag::quote || (tag == Tag::adverb && !head)) {
                if (head && tag != Tag::number && tag != Tag::quote) break;
                if (head && tag == Tag::quote) break;
            } else {
                break;
            }
            const std::string word = folded(j);
            if (is_one_of(word, kOther)) {
                result_.never = true;
                return;
            }
            if (is_one_of(word, kWhichOne) || (word.ends_with("est") && tag == Tag::adjective)) which = true;
            const bool day = (terms_[j].hints & (lang::kHintDay | lang::kHintMonth)) != 0;
            if (terms_[j].capitalised && !terms_[j].begins_sentence && !day) named = true;
            // "the Saltmere tower": the place alone does not say which
            if ((terms_[j].hints & (lang::kHintPlace | lang::kHintDemonym)) != 0)
                placed = true;
            else if (terms_[j].capitalised && !day)
                other_name = true;
        }
        if (!head || which) return;
        const std::string noun = folded(*head);
        if (named && determiner == "the") {
            // "the Norland congressman": somebody who was named before.
            const Term& last = terms_[*head];
            const bool role = (last.hints & (lang::kHintRole | lang::kHintTitle)) != 0;
            const bool said = j < terms_.size() && (terms_[j].mark == ',' || is_one_of(folded(j), kWhich));
            if (!last.capitalised && is_one_of(noun, kSums)) result_.never = true;
            // "said the Norland Republican"
            if (last.capitalised && placed && is_one_of(noun, kOfAParty) && !said) result_.never = true;
            if (!last.capitalised && (role || (placed && !other_name)) && !said && !is_one_of(noun, kOnlyOne))
                point_to(noun, any_of(noun));
            return;
        }
        // "the union" of a sentence that has named one before means that one.
        for (std::size_t k = 0; k < i; ++k) {
            if (lang::is_noun(tags_[k]) && stem(folded(k)) == stem(noun)) return;
        }
        // "the fire service" says which, unless its article has spoken of one before: "the voice mail".
        if (determiner == "the" && *head > i + 1 && tags_[*head - 1] == Tag::noun) {
            const std::string modifier = folded(*head - 1);
            if (is_one_of(noun, kOnlyOne) || is_one_of(modifier, kOnlyOne)) return;
            WordSet any;
            if (is_spoken_of_before(noun)) add(any, any_of(noun));
            if (is_spoken_of_before(modifier)) add(any, any_of(modifier));
            if (any.empty()) return;
            point_to(noun, std::move(any));
            return;
        }
        if (is_one_of(noun, kOnlyOne) && determiner == "the") return;
        if ((determiner == "this" || determiner == "these") && (terms_[*head].classes & lang::kTimeWord) != 0) return;
        if (j < terms_.size() && *head + 1 == j) {
            const std::string next = folded(j);
            if (determiner == "the" && is_one_of(next, kWhich)) return;
            if (determiner == "those" && is_one_of(next, kWhich)) return;
            if (determiner == "the" && (tags_[j] == Tag::participle || tags_[j] == Tag::ing)) return;
            // "the house in Mill Lane", "the talks with Norland"
            if (determiner == "the" &&
                (next == "in" || next == "at" || next == "with" || next == "on" || next == "by") &&
                j + 1 < terms_.size() && names_a_place(j + 1) && !is_spoken_of_before(noun))
                return;
        }
        point_to(noun, any_of(noun));
        // "the June ruling": which of them
        for (std::size_t k = i + 1; k < *head; ++k) {
            if ((terms_[k].hints & (lang::kHintDay | lang::kHintMonth)) != 0)
                point_to(folded(k), {hash64(stem(folded(k)))});
        }
    }

    /// In its article, before this sentence.
    [[nodiscard]] bool is_spoken_of_before(std::string_view folded_noun) {
        if (!before_) {
            const std::size_t begin = range_.begin > kBytesBefore ? range_.begin - kBytesBefore : 0;
            before_ = content_words(std::string_view(article_.text).substr(begin, range_.begin - begin));
        }
        return shared({hash64(stem(folded_noun))}, *before_) > 0;
    }

    void look_at_the_verb() {
        const QuoteMask quotes(text_);
        // "Take the rule that ...": it speaks to the reader.
        if (!terms_.empty() && terms_[0].kind == lang::TokenKind::word && (terms_[0].classes & lang::kVerbBase) != 0 &&
            (terms_[0].classes & lang::kFunctionWord) == 0 && lang::is_verb(tags_[0]))
            result_.never = true;
        for (std::size_t i = 0; i < terms_.size(); ++i) {
            if (quotes.inside(terms_[i].begin)) continue;
            if (tags_[i] == Tag::be) result_.is_a_state = true;
            if (tags_[i] == Tag::be || tags_[i] == Tag::verb) return;
            if (tags_[i] != Tag::auxiliary) continue;
            // "is being held", "was elected", "has died" happen; "could be", "have become" do not.
            for (std::size_t k = i + 1; k < terms_.size() && k < i + 4; ++k) {
                const std::string word = folded(k);
                if (word == "be" || word == "become" || word == "seem") result_.is_a_state = true;
            }
            return;
        }
    }

    /// A name that is no day or month, within the next three words.
    [[nodiscard]] bool names_a_place(std::size_t from) const {
        for (std::size_t k = from; k < terms_.size() && k < from + 3; ++k) {
            if ((terms_[k].hints & (lang::kHintDay | lang::kHintMonth)) != 0) return false;
            if (tags_[k] == Tag::name) return true;
        }
        return false;
    }

    const Article& article_;
    const Annotations& notes_;
    TextRange range_;
    std::string_view text_;
    std::vector<lang::Token> tokens_;
    std::vector<Term> terms_;
    std::vector<Tag> tags_;
    bool english_ = true;
    std::optional<WordSet> before_;  // words of the article before the sentence, when they were asked for
    References result_;
};

}  // namespace

References references(const Article& article, const Annotations& notes, TextRange range, Opens first) {
    References result = Reader(article, notes, range).read();
    if (first == Opens::yes) {
        result.words.clear();
        result.nouns.clear();
        result.strangers.clear();
    }
    return result;
}

}  // namespace newsloom::edition::detail
