/// A small day of news for tests: five outlets, three stories, a feature, a sponsored page and a satire. Outlets,
/// people and places are invented. What earlier stages would find is put in by hand: sentences by full stops, names by
/// a list.
#pragma once

#include <cstdlib>
#include <deque>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "edition/compose.h"
#include "model/annotations.h"
#include "model/article.h"
#include "model/outlet.h"
#include "model/story.h"

namespace newsloom::tests {

inline Instant at(const char* rfc3339) { return parse_rfc3339(rfc3339)->at; }

class Newsroom {
  public:
    OutletId outlet(std::string key, std::string name, std::string short_name, std::string country,
                    std::string owner_kind, std::string language = "en") {
        Outlet one;
        one.id = OutletId(static_cast<std::int64_t>(outlets_.size()) + 1);
        one.key = std::move(key);
        one.name = std::move(name);
        one.short_name = std::move(short_name);
        one.home = "https://" + one.key + ".example/";
        one.country = std::move(country);
        one.owner_kind = std::move(owner_kind);
        one.language = std::move(language);
        outlets_.push_back(std::move(one));
        material.outlets[outlets_.back().id] = &outlets_.back();
        return outlets_.back().id;
    }

    Article& article(OutletId outlet, const char* time, std::string title, std::string text,
                     Genre genre = Genre::news) {
        Article one;
        one.id = ArticleId(static_cast<std::int64_t>(articles_.size()) + 1);
        one.document = DocumentId(100 + one.id.value);
        one.page = PageId(200 + one.id.value);
        one.outlet = outlet;
        const auto known = material.outlets.find(outlet);
        if (known != material.outlets.end()) {
            one.url = known->second->home + "news/" + std::to_string(one.id.value);
            one.language = known->second->language;
        } else {
            one.url = "https://unknown.example/" + std::to_string(one.id.value);
        }
        one.canonical_url = one.url;
        one.title = std::move(title);
        one.text = std::move(text);
        one.genre = genre;
        one.published = parse_rfc3339(time);
        one.first_seen = one.published->at + std::chrono::minutes(10);
        articles_.push_back(std::move(one));
        annotations_.push_back(annotate(articles_.back()));
        // The rest of the report: background that no earlier stage found worth a mark. Quoting caps count it.
        Article& added = articles_.back();
        if (added.genre == Genre::news) {
            for (int i = 0; i < 30; ++i)
                added.text += (i % 6 == 0 ? "\n\n" : " ") + std::string("Paragraph ") + std::to_string(i + 1) +
                              " of the report tells of older things.";
        }
        material.articles[articles_.back().id] = &articles_.back();
        material.annotations[articles_.back().id] = &annotations_.back();
        return articles_.back();
    }

    Annotations& notes(const Article& article) { return annotations_[static_cast<std::size_t>(article.id.value) - 1]; }

    /// Names looked for in every article added from here on.
    std::vector<std::pair<std::string, NameKind>> people_and_places;

    static TextRange find(const Article& article, std::string_view words) {
        const std::size_t begin = article.text.find(words);
        if (begin == std::string::npos) {
            std::cerr << "fixture: not in the text: " << words << "\n";
            std::abort();
        }
        return {begin, begin + words.size()};
    }
    static Span span(const Article& article, std::string_view words) {
        return {article.id, find(article, words), Field::text};
    }

    void quantity(const Article& article, std::string_view words, double low, double high, std::string_view of) {
        Quantity one;
        one.range = find(article, words);
        one.low = low;
        one.high = high;
        one.of = find(article, of);
        notes(article).quantities.push_back(one);
    }

    void quote(const Article& article, std::string_view words, std::string speaker, std::string role) {
        Attribution one;
        one.kind = QuoteKind::direct;
        one.content = find(article, words);
        one.speaker = std::move(speaker);
        one.speaker_role = std::move(role);
        one.confidence = 0.9F;
        notes(article).attributions.push_back(one);
    }

    Story& story(std::vector<const Article*> articles, std::string category) {
        Story one;
        one.id = StoryId(static_cast<std::int64_t>(stories_.size()) + 1);
        one.version = 1;
        one.category = std::move(category);
        one.first = Instant::max();
        one.last = Instant::min();
        for (const Article* article : articles) {
            one.articles.push_back(article->id);
            one.documents.push_back(article->document);
            one.outlets.push_back(article->outlet);
            one.first = std::min(one.first, article->time());
            one.last = std::max(one.last, article->time());
        }
        one.independent = static_cast<int>(articles.size());
        one.headline = {articles.front()->id, {0, articles.front()->title.size()}, Field::title};
        one.score = 10.0 - static_cast<double>(stories_.size());
        one.because = {{"independent outlets", static_cast<double>(articles.size())}, {"freshness", 0.82}};
        stories_.push_back(std::move(one));
        material.stories.push_back(&stories_.back());
        return stories_.back();
    }

    edition::Material material;

  private:
    [[nodiscard]] Annotations annotate(const Article& article) const {
        Annotations notes;
        notes.article = article.id;
        const std::string_view text = article.text;
        std::size_t begin = 0;
        bool quoted = false;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text.substr(i).starts_with("“")) quoted = true;
            if (text.substr(i).starts_with("”")) quoted = false;
            std::size_t end = 0;
            if (text[i] == '\n') end = i;
            if (text[i] == '.' && !quoted && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n') &&
                !text.substr(0, i).ends_with("Dr"))
                end = i + 1;
            if (text.substr(i).starts_with(".” ") || text.substr(i).starts_with(".”\n")) {
                const std::size_t after = i + 5;
                if (after < text.size() && text[after] >= 'A' && text[after] <= 'Z') end = i + 4;
            }
            if (i + 1 == text.size()) end = text.size();
            if (end <= begin) continue;
            notes.sentences.push_back({{begin, end}, 0});
            begin = end;
            while (begin < text.size() && (text[begin] == ' ' || text[begin] == '\n'))
                ++begin;
            i = begin - 1;
            quoted = false;
        }
        for (const auto& [full, kind] : people_and_places) {
            for (std::size_t i = text.find(full); i != std::string_view::npos; i = text.find(full, i + 1))
                notes.names.push_back({{i, i + full.size()}, kind, full});
            const std::size_t space = full.rfind(' ');
            if (kind != NameKind::person || space == std::string::npos) continue;
            const std::string last = full.substr(space + 1);
            for (std::size_t i = text.find(last); i != std::string_view::npos; i = text.find(last, i + 1)) {
                const bool in_full = i >= space + 1 && text.substr(i - space - 1).starts_with(full);
                if (!in_full) notes.names.push_back({{i, i + last.size()}, kind, full});
            }
        }
        std::sort(notes.names.begin(), notes.names.end(),
                  [](const Name& a, const Name& b) { return a.range < b.range; });
        return notes;
    }

    std::deque<Outlet> outlets_;
    std::deque<Article> articles_;
    std::deque<Annotations> annotations_;
    std::deque<Story> stories_;
};

/// The day of the fixture.
struct Day {
    Newsroom room;
    OutletId gazette, observer, isle, wire, nordkanal;
    const Article *gate_gazette, *gate_observer, *gate_isle, *gate_wire, *gate_nordkanal;

    [[nodiscard]] edition::Options options() const {
        edition::Options options;
        options.day = *parse_date("2026-05-12");
        options.now = at("2026-05-12T05:30:00Z");
        options.since = at("2026-05-11T05:30:00Z");
        return options;
    }
    [[nodiscard]] Edition compose() const { return edition::compose(room.material, options()); }

    Day() {
        gazette = room.outlet("quay-gazette", "The Quay Gazette", "Quay Gazette", "GB", "private");
        observer = room.outlet("fenland-observer", "Fenland Observer", "Fenland Observer", "GB", "nonprofit");
        isle = room.outlet("isle-broadcasting", "Isle Broadcasting", "Isle", "IE", "public");
        wire = room.outlet("delta-wire", "Delta Wire", "Delta Wire", "BE", "agency");
        nordkanal = room.outlet("nordkanal", "Nordkanal", "Nordkanal", "DE", "public", "de");
        room.people_and_places = {{"Maren Oswick", NameKind::person},
                                  {"Tobias Fell", NameKind::person},
                                  {"Ida Crane", NameKind::person},
                                  {"Saltmere", NameKind::place},
                                  {"Port Authority", NameKind::organisation},
                                  {"Brackwater Power", NameKind::organisation},
                                  {"Lenna Valley", NameKind::place},
                                  {"High Court", NameKind::organisation},
                                  {"Jonas Pell", NameKind::person},
                                  {"Ruth Amblin", NameKind::person},
                                  {"Farmers' Union", NameKind::organisation},
                                  {"Otterby", NameKind::place},
                                  {"Clara Venn", NameKind::person}};
        tide_gate();
        water_rights();
        library();
        lone_and_left_out();
    }

  private:
    void tide_gate() {
        gate_wire = &room.article(
            wire, "2026-05-11T14:10:00+02:00", "Tide gate at Saltmere fails, 400 homes evacuated",
            "SALTMERE (Delta Wire) - The steel tide gate that protects the town of Saltmere failed on Monday, letting "
            "the sea into "
            "streets behind the harbour and forcing 400 homes to be evacuated.\n\n"
            "The gate jammed half open shortly before noon, the Port Authority said. Pumps were started within an "
            "hour, and the army "
            "sent 60 soldiers with sandbags.\n\n"
            "“The gate was inspected in March and found to be sound,” said Maren Oswick, director of the Port "
            "Authority. The authority "
            "has run the gate since it was built 22 years ago.\n\n"
            "The union of harbour workers said it had warned of rust in the hinges twice last year. Oswick denied that "
            "any warning "
            "about the hinges had reached the Port Authority.\n\n"
            "Two people were treated for cold in the town's hospital. Rail traffic along the coast was stopped until "
            "further notice, "
            "and schools in the lower town stayed shut.\n\n"
            "Engineers will lower emergency boards into the gate at low water on Wednesday, the authority said. It is "
            "not yet known "
            "why the gate jammed. The next spring tide is expected in nine days, and officials said the boards must "
            "hold until then. "
            "The town of 11,000 people lies partly below the level of the highest tides, and the gate has been closed "
            "about 30 times "
            "a year. A repair of the whole gate was planned for next year, at a cost of 14 million pounds.");
        gate_gazette = &room.article(
            gazette, "2026-05-11T16:40:00+01:00", "Sea floods lower town after Saltmere gate jams",
            "Hundreds of people left their homes in Saltmere on Monday after the tide gate at the mouth of the harbour "
            "jammed and sea "
            "water ran through the lower town.\n\n"
            "About 650 homes in nine streets were emptied by the evening, the fire service said. The water stood 80 "
            "centimetres deep "
            "in Chandler Street, where shopkeepers had stacked goods on counters.\n\n"
            "“We heard the alarm, and then the water was simply in the kitchen,” said Ida Crane, a baker in Chandler "
            "Street. She "
            "carried two sacks of flour upstairs before the lights went out.\n\n"
            "Tobias Fell, who speaks for the harbour workers' union, said the union had written to the Port Authority "
            "in June and in "
            "November about rust in the hinges of the gate. “They had it in writing, with photographs,” Fell said.\n\n"
            "The director of the Port Authority, Maren Oswick, denied that a warning had been received, and promised "
            "that an "
            "inspector from outside would examine the gate.\n\n"
            "However, the letters could not be seen by this newspaper. Shelters have been opened in two schools and in "
            "the corn "
            "exchange. The council will decide on Thursday whether people may return to the streets nearest to the "
            "quay. The power "
            "supply to the lower town was cut for safety shortly after two o'clock, and the telephone exchange worked "
            "on batteries. "
            "The last flood of this height was in the winter of 1987, when the gate had not been built. Insurers asked "
            "people to "
            "photograph damage before they clear their rooms.");
        gate_isle = &room.article(
            isle, "2026-05-11T18:05:00+01:00", "Saltmere: what we know about the tide gate",
            "Part of Saltmere stood under water on Monday night after the gate that keeps the sea out of its harbour "
            "stopped half "
            "way.\n\n"
            "The fire service counted 650 empty homes by nightfall. No one was missing, and two people were in "
            "hospital with cold, "
            "the hospital said.\n\n"
            "“The gate was inspected in March and found to be sound,” the director of the Port Authority, Maren "
            "Oswick, told "
            "reporters on the quay.\n\n"
            "The cause is not known. Whether the letters that the harbour workers' union says it sent ever arrived is "
            "also open.\n\n"
            "The army brought 60 soldiers and 4,000 sandbags by train as far as the junction at Otterby, and from "
            "there by road. A "
            "temporary wall of boards is to be set into the gate on Wednesday, at low water. Forecasters expect little "
            "wind until "
            "then, which gives the pumps time. Saltmere built the gate after long debate, and paid for it with a "
            "harbour levy that "
            "ships still pay. A film from the quay shows the moment when the gate stops and the water begins to turn.");
        gate_nordkanal = &room.article(nordkanal, "2026-05-11T19:00:00+02:00",
                                       "Sperrtor von Saltmere klemmt, Meerwasser in der Unterstadt",
                                       "In der englischen Hafenstadt Saltmere ist am Montag das Sperrtor ausgefallen, "
                                       "das die Stadt vor der Flut schützt. "
                                       "Mindestens 400 Häuser wurden geräumt.\n\n"
                                       "Die Hafenbehörde teilte mit, das Tor sei im März geprüft worden. Die "
                                       "Gewerkschaft der Hafenarbeiter widersprach dieser "
                                       "Darstellung.");
        gate_observer = &room.article(observer, "2026-05-11T20:30:00+01:00",
                                      "Saltmere was warned. Someone must answer for the gate",
                                      "A gate that is inspected and still fails has not been inspected. That is the "
                                      "plain lesson of Saltmere, and it should "
                                      "cost somebody the chair behind the desk.\n\n"
                                      "Letters about rust are not a nuisance. They are the cheapest safety system a "
                                      "harbour has, and the Port Authority let "
                                      "them lie.",
                                      Genre::opinion);
        const Article& second =
            room.article(gazette, "2026-05-11T21:00:00+01:00", "Do not blame the gate keepers before the facts are in",
                         "Steel fails, and sea water is patient. Before the town hunts for a culprit it should let an "
                         "engineer look at the hinge.\n\n"
                         "The Port Authority has kept Saltmere dry on six hundred high tides. It deserves a week to "
                         "find out what happened on one.",
                         Genre::opinion);
        const_cast<Article*>(gate_isle)->media.push_back(
            {MediaKind::video, "https://isle-broadcasting.example/video/gate-77", "The gate stops", "Isle", 0});
        const_cast<Article*>(gate_observer)->authors = {"Clara Venn"};
        const_cast<Article&>(second).authors = {"Edwin Marsh"};
        room.quantity(*gate_wire, "400", 400, 400, "homes");
        room.quantity(*gate_gazette, "About 650", 600, 700, "homes");
        room.quantity(*gate_isle, "650", 650, 650, "homes");
        room.quote(*gate_wire, "The gate was inspected in March and found to be sound,", "Maren Oswick",
                   "director of the Port Authority");
        room.quote(*gate_gazette, "We heard the alarm, and then the water was simply in the kitchen,", "Ida Crane",
                   "a baker in Chandler Street");
        room.quote(*gate_gazette, "They had it in writing, with photographs,", "Tobias Fell", "");

        Story& story =
            room.story({gate_wire, gate_gazette, gate_isle, gate_nordkanal, gate_observer, &second}, "world");
        story.independent = 5;
        const auto span = [](const Article* article, std::string_view words) {
            return Newsroom::span(*article, words);
        };
        Fact inspected;
        inspected.support = {span(gate_wire,
                                  "“The gate was inspected in March and found to be sound,” said Maren Oswick, "
                                  "director of the Port Authority."),
                             span(gate_isle,
                                  "“The gate was inspected in March and found to be sound,” the director of the Port "
                                  "Authority, Maren Oswick, told "
                                  "reporters on the quay.")};
        inspected.outlets = {wire, isle};
        inspected.independent = 2;
        inspected.one_source = "Maren Oswick";
        inspected.confidence = 0.95F;
        Fact cold;
        cold.support = {
            span(gate_wire, "Two people were treated for cold in the town's hospital."),
            span(gate_isle, "No one was missing, and two people were in hospital with cold, the hospital said.")};
        cold.outlets = {wire, isle};
        cold.independent = 2;
        cold.confidence = 0.8F;
        story.facts = {inspected, cold};
        Difference homes;
        homes.about = "homes";
        homes.may_be_update = true;
        homes.confidence = 0.9F;
        const auto side = [&](const Article* article, std::string_view sentence, std::string_view value, double low,
                              double high) {
            DifferenceSide one;
            one.span = span(article, sentence);
            one.value = span(article, value);
            one.outlet = article->outlet;
            one.time = article->time();
            one.low = low;
            one.high = high;
            return one;
        };
        homes.sides = {
            {side(gate_wire, "forcing 400 homes to be evacuated", "400 homes", 400, 400)},
            {side(gate_gazette, "About 650 homes in nine streets were emptied by the evening, the fire service said.",
                  "About 650 homes", 600, 700),
             side(gate_isle, "The fire service counted 650 empty homes by nightfall.", "650 empty homes", 650, 650)}};
        story.differing = {homes};
        Voice oswick{"Maren Oswick",
                     "director of the Port Authority",
                     {span(gate_wire, "The gate was inspected in March and found to be sound,")},
                     {wire, isle},
                     0.9F,
                     false};
        Voice crane{"Ida Crane",
                    "a baker in Chandler Street",
                    {span(gate_gazette, "We heard the alarm, and then the water was simply in the kitchen,")},
                    {gazette},
                    0.9F,
                    false};
        Voice fell{"Tobias Fell", "",   {span(gate_gazette, "They had it in writing, with photographs,")},
                   {gazette},     0.9F, false};
        story.voices = {oswick, crane, fell};
        Perspective one;
        one.group = "outlet:quay-gazette";
        one.outlets = {gazette};
        one.voices = {crane, fell};
        one.only_here = {
            span(gate_gazette, "Insurers asked people to photograph damage before they clear their rooms.")};
        one.words = {{"streets", 2.1, 3}, {"letters", 1.4, 2}};
        Perspective two;
        two.group = "country:IE";
        two.outlets = {isle};
        two.voices = {oswick};
        story.sides = {one, two};
        story.opinions = {
            {"Clara Venn", observer,
             span(gate_observer, "A gate that is inspected and still fails has not been inspected.")},
            {"Edwin Marsh", gazette,
             span(&second, "Before the town hunts for a culprit it should let an engineer look at the hinge.")}};
        story.open = {
            span(gate_wire, "It is not yet known why the gate jammed."),
            span(gate_isle,
                 "Whether the letters that the harbour workers' union says it sent ever arrived is also open.")};
        room.notes(*gate_isle).unknowns = {Newsroom::find(*gate_isle, "The cause is not known.")};
        room.notes(*gate_wire).unknowns = {Newsroom::find(*gate_wire, "It is not yet known why the gate jammed.")};
    }

    void water_rights() {
        const Article& a =
            room.article(observer, "2026-05-11T12:00:00Z", "Court gives Lenna Valley farmers half the river",
                         "The High Court ruled on Monday that farmers in the Lenna Valley may draw half of the river's "
                         "summer flow, ending a dispute "
                         "of eleven years with Brackwater Power.\n\n"
                         "The judgment runs to 140 pages and takes effect on 1 July. Brackwater Power, which owns two "
                         "dams upstream, must let at "
                         "least 18 cubic metres of water a second pass from June to September.\n\n"
                         "“Nobody in this valley wanted the dams gone,” said Ruth Amblin, chair of the Farmers' Union. "
                         "“We wanted a river with "
                         "water in it.”\n\n"
                         "The company said it would study the ruling and decide within 28 days whether to appeal. It "
                         "put the loss of power at two "
                         "per cent of a year's output. The court heard 31 witnesses, among them fishermen, two "
                         "engineers and the keeper of the "
                         "river gauge, whose books go back to 1921. The judges said those books had decided the case, "
                         "because they showed what the "
                         "river carried before the first dam. Growers of soft fruit had sold land in three of the last "
                         "five years. Anglers called "
                         "the ruling a good day for trout, and the town of Otterby, which takes its drinking water "
                         "below the dams, said it would "
                         "stop building a second well.");
        const Article& b =
            room.article(wire, "2026-05-11T13:30:00Z", "Judges back farmers in fight over Lenna water",
                         "Judges of the High Court sided with the Farmers' Union on Monday and ordered Brackwater "
                         "Power to release more water into "
                         "the Lenna Valley each summer.\n\n"
                         "Jonas Pell, a lawyer for Brackwater Power, rejected the finding that the company had broken "
                         "its licence of 1998.\n\n"
                         "The ruling covers 2,300 farms. The government will publish new rules for the other four "
                         "dammed rivers in the autumn, the "
                         "ministry of agriculture said. The case began when wells along the valley fell dry in the "
                         "summer of 2015. A first court "
                         "had found for the company, and an appeal took four years to be heard. Shares of the company "
                         "closed three per cent lower. "
                         "It is unclear how the flow at the lower dam will be measured, because no gauge stands there. "
                         "The Farmers' Union asked "
                         "for one in its closing speech, and the judges left the point to the ministry.");
        room.quantity(a, "18 cubic metres", 18, 18, "water");
        room.quantity(b, "2,300", 2300, 2300, "farms");
        room.quote(a, "Nobody in this valley wanted the dams gone,", "Ruth Amblin", "chair of the Farmers' Union");
        Story& story = room.story({&a, &b}, "law");
        story.voices = {{"Ruth Amblin",
                         "chair of the Farmers' Union",
                         {Newsroom::span(a, "Nobody in this valley wanted the dams gone,")},
                         {observer},
                         0.9F,
                         false}};
        story.open = {Newsroom::span(
            b, "It is unclear how the flow at the lower dam will be measured, because no gauge stands there.")};
    }

    void library() {
        const Article& a =
            room.article(isle, "2026-05-11T09:00:00Z", "Otterby library reopens after readers carry out 9,000 books",
                         "Volunteers in Otterby have reopened the town's library, six weeks after a burst pipe soaked "
                         "its ground floor.\n\n"
                         "More than 200 people formed a chain and carried 9,000 books to a dry barn. “Children brought "
                         "lamps,” said Clara Venn, who "
                         "keeps the local history shelves. All but 40 volumes were saved, and a paper mill gave its "
                         "drying hall for a month. The "
                         "council paid for new floors, and the pipe now runs outside the wall.");
        const Article& b = room.article(gazette, "2026-05-11T10:00:00Z", "A chain of readers saves a library",
                                        "The library of Otterby opened its doors again on Monday, with the help of "
                                        "some 200 volunteers who dried its books page by "
                                        "page in a barn and in the hall of a paper mill near the town.");
        room.story({&a, &b}, "culture");
    }

    void lone_and_left_out() {
        const Article& ferry =
            room.article(gazette, "2026-05-11T11:00:00Z", "Night ferry to run twice a week from June",
                         "The night ferry between Saltmere and the outer islands will run twice a week from June, the "
                         "operator said on Monday.");
        room.story({&ferry}, "transport");
        std::string walk = "Nobody walks the sea wall at Saltmere in April unless they must.";
        for (int i = 0; i < 40; ++i)
            walk +=
                " The path goes on, past sluices and sheds, and the light changes over the flats as it does every "
                "hour.";
        room.article(observer, "2026-05-11T08:00:00Z", "Eleven miles of wall: a walk around a town below the sea", walk,
                     Genre::feature);
        room.article(gazette, "2026-05-11T08:30:00Z", "Five reasons to insure with Quaymark",
                     "Quaymark insures homes below the sea. The offer ends on Friday.", Genre::sponsored);
        room.material.left_out = {{"https://quay-gazette.example/news", "section front"}};
    }
};

}  // namespace newsloom::tests
