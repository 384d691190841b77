#include "edition/detail/good_news.h"

#include <algorithm>
#include <iterator>

#include "edition/detail/words.h"

namespace newsloom::edition::detail {
namespace {

// Whole folded words; written for this project. Words that are good only in some company ("record", "win") are left out
// on purpose.
constexpr std::string_view kGood[] = {
    "rescued",  "rescue",        "rescues",       "recovered", "recovers",       "recovery",      "cured",
    "cure",     "healed",        "reopens",       "reopened",  "restored",       "restores",      "reunited",
    "thriving", "thrives",       "rebounds",      "rebounded", "breakthrough",   "volunteers",    "volunteer",
    "donates",  "donated",       "donation",      "hatched",   "hatch",          "hatches",       "return",
    "returned", "returns",       "save",          "saved",     "saves",          "eradicated",    "planted",
    "awarded",  "graduates",     "gerettet",      "geheilt",   "wiedereröffnet", "ehrenamtliche", "gespendet",
    "erholt",   "wiedervereint", "zurückgegeben", "geborgen"};
constexpr std::string_view kHarm[] = {
    "dead",      "death",    "deaths",   "died",     "dies",     "killed",       "kills",     "kill",      "murder",
    "murdered",  "war",      "attack",   "attacks",  "bomb",     "bombing",      "shot",      "shots",     "shooting",
    "fire",      "fires",    "injured",  "injuries", "wounded",  "crash",        "flood",     "floods",    "abuse",
    "rape",      "fraud",    "arrested", "jailed",   "prison",   "sentenced",    "charged",   "lawsuit",   "layoffs",
    "crisis",    "cuts",     "strike",   "hostage",  "hostages", "missing",      "disease",   "outbreak",  "epidemic",
    "famine",    "drought",  "collapse", "scandal",  "victim",   "victims",      "threat",    "threatens", "warns",
    "warning",   "fear",     "fears",    "denied",   "denies",   "suspect",      "recall",    "recalls",   "recalled",
    "evacuated", "evacuate", "derails",  "derailed", "stolen",   "leak",         "sanctions", "ban",       "bans",
    "protest",   "protests", "resigns",  "election", "tariff",   "tariffs",      "deported",  "refugees",  "tot",
    "tote",      "toten",    "tod",      "krieg",    "angriff",  "verletzt",     "verletzte", "opfer",     "brand",
    "unfall",    "mord",     "streik",   "krise",    "betrug",   "festgenommen", "haft",      "vermisst",  "rückruf"};

}  // namespace

bool is_good_news(const std::vector<std::string_view>& texts) {
    bool good = false;
    for (const std::string_view text : texts) {
        for (const Word& word : words_of(text)) {
            if (is_one_of(word.folded, kHarm)) return false;
            if (is_one_of(word.folded, kGood)) good = true;
        }
    }
    return good;
}

}  // namespace newsloom::edition::detail
