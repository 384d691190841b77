// voices: what a person in a public role has said, and what others said of them, over stories and days.
//
// Shown only of people whom a title or office makes public and whom three independent outlets quote: copies of one text
// and outlets of one owner count once. Private people, minors among them, have no page here, however often they are
// quoted.
#include <algorithm>
#include <set>
#include <tuple>

#include "pipeline/detail/articles.h"
#include "pipeline/detail/material.h"
#include "pipeline/detail/state.h"
#include "text/fold.h"

namespace newsloom::pipeline {

namespace {

constexpr std::size_t kIndependentLeast = 3;

using Words = std::vector<std::string>;

bool ends_with(const Words& words, const Words& end) {
    return words.size() >= end.size() && std::equal(end.rbegin(), end.rend(), words.rbegin());
}

bool has_all(const Words& words, const Words& wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    });
}

/// Offices and posts that make their holder a public figure. A German compound ends with one ("Innenministerin").
bool is_public(std::string_view role) {
    static constexpr std::string_view kOffices[] = {
        "minister",      "president",     "premier",     "chancellor",   "king",
        "queen",         "pope",          "cardinal",    "archbishop",   "bishop",
        "mayor",         "governor",      "senator",     "congressman",  "mp",
        "congresswoman", "lawmaker",      "councillor",  "ambassador",   "envoy",
        "commissioner",  "secretary",     "speaker",     "chairman",     "chairwoman",
        "chair",         "chairperson",   "chief",       "director",     "head",
        "leader",        "spokesman",     "spokeswoman", "spokesperson", "judge",
        "justice",       "prosecutor",    "general",     "admiral",      "commander",
        "sheriff",       "ceo",           "executive",   "ombudsman",    "coach",
        "ministerin",    "präsident",     "präsidentin", "kanzler",      "kanzlerin",
        "meister",       "meisterin",     "senatorin",   "abgeordnete",  "abgeordneter",
        "botschafter",   "botschafterin", "kommissar",   "kommissarin",  "sekretär",
        "sekretärin",    "sprecher",      "sprecherin",  "vorsitzende",  "vorsitzender",
        "chef",          "chefin",        "direktor",    "direktorin",   "leiter",
        "leiterin",      "richter",       "richterin",   "papst",        "bischof",
        "trainer",       "trainerin"};
    constexpr std::size_t kCompoundLeast = 5;
    const Words words = folded_words(role);
    return std::any_of(words.begin(), words.end(), [](const std::string& word) {
        return std::any_of(std::begin(kOffices), std::end(kOffices), [&](std::string_view office) {
            return word == office || (office.size() >= kCompoundLeast && word.ends_with(office));
        });
    });
}

struct Person {
    Words words;  ///< of the shortest form of the name
    PublicVoice voice;
    std::set<std::string> independent;
};

const OwnedMember* member_of(const RankedStory& one, const Span& span) {
    const auto found = std::find_if(one.members.begin(), one.members.end(),
                                    [&](const OwnedMember& member) { return member.article.id == span.article; });
    return found == one.members.end() ? nullptr : &*found;
}

class Gathering {
  public:
    explicit Gathering(Words wanted) : wanted_(std::move(wanted)) {}

    void take(const RankedStory& one) {
        for (const Voice& voice : one.story.voices) {
            const Words words = folded_words(voice.speaker);
            if (!has_all(words, wanted_)) continue;
            Person& person = person_of(words, voice);
            if (person.voice.role.empty() || (!is_public(person.voice.role) && is_public(voice.role)))
                person.voice.role = voice.role;
            for (const Span& span : voice.quotes)
                add(one, span, {}, person.voice.said, &person.independent);
        }
        stories_.push_back(&one);
    }

    std::vector<PublicVoice> end() {
        std::vector<PublicVoice> result;
        for (Person& person : people_) {
            const bool is_office = is_public(person.voice.role) || is_public(person.voice.speaker);
            if (person.independent.size() < kIndependentLeast || !is_office) continue;
            for (const RankedStory* const one : stories_)
                add_what_others_say(*one, person);
            person.voice.independent = person.independent.size();
            for (auto* const quotes : {&person.voice.said, &person.voice.about})
                std::sort(quotes->begin(), quotes->end(), [](const VoiceQuote& a, const VoiceQuote& b) {
                    return std::tuple(a.time, a.span.article, a.span.range) <
                           std::tuple(b.time, b.span.article, b.span.range);
                });
            result.push_back(std::move(person.voice));
        }
        std::sort(result.begin(), result.end(),
                  [](const PublicVoice& a, const PublicVoice& b) { return a.speaker < b.speaker; });
        return result;
    }

  private:
    /// "Interior Minister Hedda Vorn" and "Hedda Vorn" are one person.
    Person& person_of(const Words& words, const Voice& voice) {
        for (Person& person : people_) {
            if (ends_with(person.words, words)) {
                person.words = words;
                if (person.voice.role.empty()) person.voice.role = person.voice.speaker;
                person.voice.speaker = voice.speaker;
                return person;
            }
            if (ends_with(words, person.words)) return person;
        }
        people_.push_back({words, {}, {}});
        people_.back().voice.speaker = voice.speaker;
        return people_.back();
    }

    void add(const RankedStory& one, const Span& span, const std::string& speaker, std::vector<VoiceQuote>& quotes,
             std::set<std::string>* independent) const {
        const OwnedMember* const member = member_of(one, span);
        if (member == nullptr) return;
        VoiceQuote quote;
        quote.story = one.story.id;
        quote.span = span;
        quote.speaker = speaker;
        quote.text = std::string(bytes_of(member->article, span));
        quote.time = member->article.time();
        quote.url = member->article.url;
        if (member->outlet) quote.outlet = member->outlet->name;
        quotes.push_back(std::move(quote));
        if (independent == nullptr || !member->outlet) return;
        // Copies count as the outlet of the text that they copy; outlets of one owner as one.
        const Outlet* outlet = &*member->outlet;
        for (const OwnedMember& other : one.members)
            if (other.article.id == member->copy.group && other.outlet) outlet = &*other.outlet;
        independent->insert(outlet->owner.empty() ? "outlet:" + outlet->key : "owner:" + outlet->owner);
    }

    void add_what_others_say(const RankedStory& one, Person& person) const {
        for (const Voice& voice : one.story.voices) {
            const Words speaker = folded_words(voice.speaker);
            if (ends_with(speaker, person.words) || (!is_public(voice.role) && !is_public(voice.speaker))) continue;
            for (const Span& span : voice.quotes) {
                const OwnedMember* const member = member_of(one, span);
                if (member == nullptr) continue;
                const Words said = folded_words(bytes_of(member->article, span));
                if (std::find(said.begin(), said.end(), person.words.back()) != said.end())
                    add(one, span, voice.speaker, person.voice.about, nullptr);
            }
        }
    }

    Words wanted_;
    std::vector<Person> people_;
    std::vector<const RankedStory*> stories_;
};

}  // namespace

Result<std::vector<PublicVoice>> Newsloom::voices(std::string_view name, Instant now) {
    const Words wanted = folded_words(name);
    if (wanted.empty()) return fail(Errc::usage, "voices needs a name");
    Engine& engine = state_->engine;
    std::vector<StoryId> ids;
    NL_CHECK(engine.content.scan(store::spec<store::StoryRow>(), {}, [&](store::Values values) {
        const auto row = store::row_of<store::StoryRow>(values);
        if (may_hold(row.json, wanted)) ids.push_back(row.id);
        return true;
    }));
    std::vector<RankedStory> stories;
    for (const StoryId id : ids) {
        NL_TRY(auto one, ranked_story(engine, id, now));
        if (one) stories.push_back(*std::move(one));
    }
    Gathering gathering(wanted);
    for (const RankedStory& one : stories)
        gathering.take(one);
    return gathering.end();
}

}  // namespace newsloom::pipeline
