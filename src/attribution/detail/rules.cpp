#include "attribution/detail/rules.h"

#include <algorithm>

namespace newsloom::attribution::detail {
namespace {

using lang::Tag;

class Rules {
  public:
    explicit Rules(const Scan& scan)
        : scan_(scan), cues_(CueWords::of(scan.language)), taken_(scan.passages.size(), false) {}

    std::vector<Attribution> run() {
        for (const Run sentence : scan_.sentence_runs) {
            for (std::uint32_t i = sentence.begin; i < sentence.end; ++i)
                try_cue(i, sentence);
        }
        lone_quotes();
        std::stable_sort(result_.begin(), result_.end(),
                         [](const Attribution& a, const Attribution& b) { return a.content.begin < b.content.begin; });
        return std::move(result_);
    }

  private:
    void try_cue(std::uint32_t i, Run sentence) {
        if (!lang::is_verb(scan_.tags[i]) || scan_.passage_of[i] != kNone) return;
        const CueWord cue = cues_.verb(scan_.terms[i].lemma);
        if (cue.kind == CueClass::none || cue.kind == CueClass::other) return;
        const Run subject = subject_before(i, sentence);
        Run source = subject;
        // content behind: that-clause, quote, or a clause after say
        std::uint32_t k = i + 1;
        if (subject.empty() && k < sentence.end && scan_.phrase_of[k] != kNone) {
            source = scan_.phrases[scan_.phrase_of[k]].run;  // "..., said Kerr"
            k = source.end;
        }
        Run content;
        bool quoted_before = false;
        const std::uint32_t left = (source.empty() || source.begin > i ? i : source.begin);
        if (left > sentence.begin && (scan_.terms[left - 1].mark == ',' || scan_.terms[left - 1].mark == '"')) {
            // "X, he said."
            std::uint32_t before = left - 1;
            if (scan_.passage_of[before] != kNone) {
                content = scan_.passages[scan_.passage_of[before]].run;
                quoted_before = true;
                if (content.begin < sentence.begin && false) content.begin = sentence.begin;
            } else if (rest_is_short(source.empty() ? i + 1 : std::max(source.end, i + 1), sentence)) {
                content = {sentence.begin, before};
            }
        }
        if (content.empty() && k < sentence.end) {
            std::uint32_t begin = k;
            if (scan_.terms[begin].mark == ',' || scan_.terms[begin].mark == ':') ++begin;
            if (cue.kind == CueClass::tell && begin < sentence.end && scan_.phrase_of[begin] != kNone)
                begin = scan_.phrases[scan_.phrase_of[begin]].run.end;
            if (begin >= sentence.end) return;
            const bool that = scan_.tags[begin] == Tag::that;
            const bool quote = scan_.tags[begin] == Tag::quote;
            const bool clause =
                scan_.phrase_of[begin] != kNone &&
                (cue.kind == CueClass::say || cue.kind == CueClass::think || cue.kind == CueClass::claim);
            const bool to = scan_.tags[begin] == Tag::to && cue.kind == CueClass::want;
            if (!that && !quote && !clause && !to) return;
            std::uint32_t end = sentence.end;
            while (end > begin && scan_.tags[end - 1] == Tag::end)
                --end;
            content = {begin, end};
            if (quote && scan_.passage_of[begin] != kNone)
                content.end = scan_.passages[scan_.passage_of[begin]].run.end;
        }
        if (content.empty() || source.empty()) return;
        add(content, Run{i, i + 1}, source, cue.stance, quoted_before ? 0.8F : 0.6F);
    }

    bool rest_is_short(std::uint32_t from, Run sentence) const { return sentence.end <= from + 8; }

    Run subject_before(std::uint32_t i, Run sentence) const {
        std::uint32_t k = i;
        while (k > sentence.begin && (scan_.tags[k - 1] == Tag::auxiliary || scan_.tags[k - 1] == Tag::adverb ||
                                      scan_.tags[k - 1] == Tag::be))
            --k;
        if (k == sentence.begin) return {};
        --k;
        if (scan_.tags[k] == Tag::comma && k > sentence.begin) {
            // "Kerr, a surgeon, said": back over the apposition
            std::uint32_t c = k;
            while (c > sentence.begin && k - c < 25) {
                --c;
                if (scan_.tags[c] == Tag::comma) break;
            }
            if (c > sentence.begin && scan_.tags[c] == Tag::comma && scan_.phrase_of[c - 1] != kNone) k = c - 1;
        }
        if (scan_.phrase_of[k] == kNone || scan_.passage_of[k] != kNone) return {};
        return scan_.phrases[scan_.phrase_of[k]].run;
    }

    // Quotes that no cue took: the speaker goes on.
    void lone_quotes() {
        for (std::uint32_t p = 0; p < scan_.passages.size(); ++p) {
            const Passage& passage = scan_.passages[p];
            if (taken_[p] || passage.words < 5) continue;
            const std::uint32_t sentence = scan_.sentence_of[passage.run.begin];
            const bool whole = scan_.sentence_runs[sentence].begin == passage.run.begin;
            if (!whole || last_source_.empty()) continue;
            add(passage.run, std::nullopt, last_source_, Stance::neutral, 0.5F);
        }
    }

    void add(Run content, std::optional<Run> cue, Run source, Stance stance, float confidence) {
        Attribution a;
        a.content = scan_.range(content);
        std::uint32_t quoted = 0, words = 0;
        for (std::uint32_t i = content.begin; i < content.end; ++i) {
            if (scan_.terms[i].mark != 0) continue;
            ++words;
            quoted += scan_.passage_of[i] != kNone;
            if (scan_.passage_of[i] != kNone) taken_[scan_.passage_of[i]] = true;
        }
        a.kind = quoted * 20 >= words * 19 ? QuoteKind::direct
                 : quoted * 50 <= words    ? QuoteKind::indirect
                                           : QuoteKind::mixed;
        if (cue) a.cue = scan_.range(*cue);
        a.source = scan_.range(source);
        for (std::uint32_t i = source.begin; i < source.end; ++i) {
            if (scan_.name_of[i] != kNone) {
                a.speaker = scan_.names[scan_.name_of[i]].full;
                break;
            }
        }
        if (a.speaker.empty() && source.size() == 1 && scan_.tags[source.begin] == Tag::pronoun) {
            // the last person named
            for (std::uint32_t i = source.begin; i > 0 && source.begin - i < 200; --i) {
                const std::uint32_t name = scan_.name_of[i - 1];
                if (name != kNone && scan_.names[name].kind == NameKind::person) {
                    a.speaker = scan_.names[name].full;
                    break;
                }
            }
        }
        a.stance = stance;
        a.confidence = confidence;
        last_source_ = source;
        result_.push_back(std::move(a));
    }

    const Scan& scan_;
    const CueWords& cues_;
    std::vector<bool> taken_;
    Run last_source_;
    std::vector<Attribution> result_;
};

}  // namespace

std::vector<Attribution> find_attributions(const Scan& scan) { return Rules(scan).run(); }

}  // namespace newsloom::attribution::detail
