// Who speaks: attributions of one person over all articles, with several cuts of one quote merged into the longest.
#include "story/detail/voices.h"

#include <algorithm>
#include <string>

#include "model/printed_speaker.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::story::detail {
namespace {

struct Speaker {
    std::vector<std::string> name;  // folded words of the fullest form
    std::string printed, role;
    std::vector<const Quotes::Cut*> cuts;
    bool denial = false;
    float confidence = 0;
};

std::vector<std::string> name_words(std::string_view name) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : fold_case(name) + " ") {
        if (ascii::is_space(c)) {
            if (!word.empty()) words.push_back(std::move(word));
            word.clear();
        } else if (c != '.' && c != ',') {
            word += c;
        }
    }
    return words;
}

/// "kerr" and "ines kerr"; "ministry" and "the ministry"; never "ines kerr" and "jon kerr".
bool same_speaker(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto& shorter = a.size() <= b.size() ? a : b;
    const auto& longer = a.size() <= b.size() ? b : a;
    if (shorter.empty()) return false;
    if (shorter.size() == longer.size()) return shorter == longer;
    if (std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin())) return true;
    // First and last name around a middle name or initial.
    return shorter.size() >= 2 && shorter.front() == longer.front() && shorter.back() == longer.back();
}

/// Cuts of one quote share a run of four words or lie inside each other.
bool same_quote(const Quotes::Cut& a, const Quotes::Cut& b) {
    if (a.runs.empty() || b.runs.empty()) return false;
    const std::size_t shared = shared_count(a.runs, b.runs);
    return shared != 0 && (2 * shared >= std::min(a.runs.size(), b.runs.size()) || shared >= 4);
}

}  // namespace

Quotes::Quotes(const Reading& reading) : reading_(reading), sources_(reading.members), cuts_(reading.members.size()) {
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        if (!is_report(reading.members[m]->article->genre) && reading.members[m]->article->genre != Genre::interview)
            continue;
        for (const Attribution& attribution : reading.annotations(m).attributions) {
            if (attribution.speaker.empty() || attribution.content.empty()) continue;
            // each quote for itself: a speaker who is sure elsewhere makes this one no surer
            if (attribution.confidence < kPrintedSpeaker) continue;
            const std::string_view content = slice(reading.text(m), attribution.content);
            const std::size_t words = count_words(content);
            if (words < 3) continue;
            cuts_[m].push_back({&attribution, m, words, word_runs(content, 4), name_words(attribution.speaker)});
        }
    }
}

std::vector<Voice> Quotes::voices(const std::vector<std::size_t>& members) const {
    std::vector<Speaker> speakers;
    for (const std::size_t m : members) {
        for (const Cut& cut : cuts_[m]) {
            const Attribution& attribution = *cut.attribution;
            const auto known = std::find_if(speakers.begin(), speakers.end(),
                                            [&](const Speaker& one) { return same_speaker(one.name, cut.name); });
            Speaker& speaker = known == speakers.end() ? speakers.emplace_back() : *known;
            if (cut.name.size() > speaker.name.size()) {
                speaker.name = cut.name;
                speaker.printed = attribution.speaker;
            }
            if (speaker.role.empty() ||
                (attribution.speaker_role.size() > speaker.role.size() && attribution.speaker_role.size() < 80)) {
                speaker.role = attribution.speaker_role;
            }
            speaker.denial = speaker.denial || attribution.stance == Stance::denial;
            speaker.confidence = std::max(speaker.confidence, attribution.confidence);
            speaker.cuts.push_back(&cut);
        }
    }

    struct Ranked {
        Voice voice;
        int independent;
        std::size_t first;
    };
    std::vector<Ranked> ranked;
    for (std::size_t s = 0; s < speakers.size(); ++s) {
        Speaker& speaker = speakers[s];
        // Verbatim and longer cuts first: what is contained in an earlier one is dropped.
        std::stable_sort(speaker.cuts.begin(), speaker.cuts.end(), [](const Cut* a, const Cut* b) {
            if (a->verbatim() != b->verbatim()) return a->verbatim();
            return a->words > b->words;
        });
        Ranked entry{{}, 0, s};
        Voice& voice = entry.voice;
        voice.speaker = speaker.printed;
        voice.role = speaker.role;
        voice.confidence = speaker.confidence;
        voice.denial = speaker.denial;
        std::vector<const Cut*> kept;
        std::vector<std::size_t> from;
        for (const Cut* const cut : speaker.cuts) {
            if (std::find(from.begin(), from.end(), cut->member) == from.end()) from.push_back(cut->member);
            const OutletId outlet = reading_.outlet(cut->member);
            if (outlet && std::find(voice.outlets.begin(), voice.outlets.end(), outlet) == voice.outlets.end())
                voice.outlets.push_back(outlet);
            if (std::any_of(kept.begin(), kept.end(), [&](const Cut* other) { return same_quote(*other, *cut); }))
                continue;
            kept.push_back(cut);
            voice.quotes.push_back(reading_.span(cut->member, cut->attribution->content));
        }
        entry.independent = sources_.behind(from);
        ranked.push_back(std::move(entry));
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
        if (a.independent != b.independent) return a.independent > b.independent;
        if (a.voice.quotes.size() != b.voice.quotes.size()) return a.voice.quotes.size() > b.voice.quotes.size();
        return a.first < b.first;
    });
    std::vector<Voice> result;
    for (Ranked& entry : ranked)
        result.push_back(std::move(entry.voice));
    return result;
}

std::vector<Opinion> opinions(const Reading& reading) {
    std::vector<Opinion> result;
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        const Article& article = *reading.members[m]->article;
        if (article.genre != Genre::opinion || reading.annotations(m).theses.empty()) continue;
        if (reading.members[m]->copy.copy_of) continue;
        result.push_back({article.authors.empty() ? std::string() : article.authors.front(), reading.outlet(m),
                          reading.span(m, reading.annotations(m).theses.front())});
    }
    return result;
}

}  // namespace newsloom::story::detail
