#include "story/corroborate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include <gtest/gtest.h>

namespace newsloom::story {
namespace {

/// A story under construction: invented outlets and reports with annotations made by hand.
struct Desk {
    std::vector<std::unique_ptr<Article>> articles;
    std::vector<std::unique_ptr<Annotations>> annotations;
    std::vector<std::unique_ptr<Outlet>> outlets;
    StoryMaterial material;

    Outlet& outlet(const std::string& name, const std::string& owner = "", const std::string& country = "") {
        auto made = std::make_unique<Outlet>();
        made->id = OutletId(static_cast<std::int64_t>(outlets.size()) + 1);
        made->key = made->name = made->short_name = name;
        made->owner = owner;
        made->country = country;
        outlets.push_back(std::move(made));
        return *outlets.back();
    }
    /// Sentences end with a full stop and a space.
    Annotations& report(const Outlet* outlet, const std::string& title, const std::string& text, int hour = 0) {
        auto article = std::make_unique<Article>();
        article->id = ArticleId(static_cast<std::int64_t>(articles.size()) + 1);
        article->document = DocumentId(article->id.value);
        article->title = title;
        article->text = text;
        article->language = "en";
        article->first_seen = Instant(std::chrono::hours(400000 + hour));
        if (outlet != nullptr) article->outlet = outlet->id;
        auto notes = std::make_unique<Annotations>();
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t stop = std::min(text.find(". ", at), text.size() - 1);
            notes->sentences.push_back({{at, stop + 1}, 0});
            at = stop + 2;
        }
        Member member;
        member.article = article.get();
        member.annotations = notes.get();
        member.outlet = outlet;
        member.copy.article = member.copy.group = article->id;
        material.members.push_back(member);
        articles.push_back(std::move(article));
        annotations.push_back(std::move(notes));
        return *annotations.back();
    }
    [[nodiscard]] TextRange find(const std::string& words) const {
        const std::size_t at = articles.back()->text.find(words);
        EXPECT_NE(at, std::string::npos) << words;
        return {at, at + words.size()};
    }
    void number(const std::string& words, double low, double high, const std::string& of) {
        annotations.back()->quantities.push_back(
            {find(words), low == high ? low : (std::isinf(high) ? low : high), low, high, "", find(of)});
    }
    void quote(const std::string& words, const std::string& speaker, Stance stance = Stance::neutral) {
        Attribution attribution;
        attribution.kind = stance == Stance::denial ? QuoteKind::indirect : QuoteKind::direct;
        attribution.content = find(words);
        attribution.speaker = speaker;
        attribution.stance = stance;
        attribution.confidence = 0.9F;
        annotations.back()->attributions.push_back(attribution);
    }
    [[nodiscard]] std::string text(const Span& span) const {
        for (const auto& article : articles) {
            if (article->id == span.article) return std::string(bytes_of(*article, span));
        }
        return {};
    }
};

TEST(Facts, come_from_two_independent_outlets_that_say_the_same) {
    Desk desk;
    const Outlet& post = desk.outlet("Harbour Post");
    const Outlet& echo = desk.outlet("Valley Echo");
    desk.report(&post, "Ferry hits pier",
                "The ferry Alma struck the northern pier at Port Talbec on Monday morning. Nobody saw it coming.");
    desk.report(&echo, "Alma ferry in collision",
                "It rained all night. On Monday morning the ferry Alma struck the northern pier at Port Talbec.");
    const Story story = corroborate(desk.material);
    ASSERT_EQ(story.facts.size(), 1U);
    EXPECT_EQ(story.facts[0].independent, 2);
    EXPECT_EQ(story.facts[0].support.size(), 2U);
    EXPECT_EQ(desk.text(story.facts[0].support[0]).substr(0, 9), "The ferry");
    EXPECT_EQ(story.independent, 2);
}

TEST(Facts, need_outlets_of_two_owners_that_do_not_copy) {
    for (const bool copied : {false, true}) {
        Desk desk;
        const Outlet& post = desk.outlet("Harbour Post", copied ? "" : "Talbec Media");
        const Outlet& echo = desk.outlet("Valley Echo", copied ? "" : "Talbec Media");
        const std::string text = "The ferry Alma struck the northern pier at Port Talbec on Monday morning.";
        desk.report(&post, "Ferry hits pier", text);
        desk.report(&echo, "Ferry hits pier", text);
        desk.report(nullptr, "Ferry hits pier", text);
        if (copied) {
            desk.material.members[1].copy.group = desk.material.members[0].copy.group;
            desk.material.members[1].copy.copy_of = desk.material.members[0].article->id;
        }
        const Story story = corroborate(desk.material);
        EXPECT_TRUE(story.facts.empty());
        EXPECT_EQ(story.independent, 1);
    }
}

TEST(Facts, name_the_one_speaker_behind_a_shared_quote) {
    Desk desk;
    const Outlet& post = desk.outlet("Harbour Post");
    const Outlet& echo = desk.outlet("Valley Echo");
    desk.report(&post, "A", "\"We heard a bang and then the whole deck shook,\" said Ines Kerr.");
    desk.quote("We heard a bang and then the whole deck shook,", "Ines Kerr");
    desk.report(&echo, "B", "Passenger Kerr recalled: \"a bang and then the whole deck shook\".");
    desk.quote("a bang and then the whole deck shook", "Kerr");
    const Story story = corroborate(desk.material);
    ASSERT_EQ(story.facts.size(), 1U);
    EXPECT_EQ(story.facts[0].one_source, "Ines Kerr");
    ASSERT_EQ(story.voices.size(), 1U);
    EXPECT_EQ(story.voices[0].speaker, "Ines Kerr");
    EXPECT_EQ(story.voices[0].quotes.size(), 1U);
    EXPECT_EQ(story.voices[0].outlets.size(), 2U);
}

TEST(Facts, from_quotes_of_several_sentences_stand_where_the_shared_words_stand) {
    Desk desk;
    const Outlet& post = desk.outlet("Harbour Post");
    const Outlet& echo = desk.outlet("Valley Echo");
    desk.report(&post, "A", "Cargo had shifted below. We heard a bang and then the whole deck shook, said Ines Kerr.");
    desk.quote("Cargo had shifted below. We heard a bang and then the whole deck shook", "Ines Kerr");
    desk.report(&echo, "B", "We heard a bang and then the whole deck shook. Many were crying, Kerr recalled.");
    desk.quote("We heard a bang and then the whole deck shook. Many were crying", "Kerr");
    const Story story = corroborate(desk.material);
    ASSERT_EQ(story.facts.size(), 1U);
    for (const Span& span : story.facts[0].support)
        EXPECT_NE(desk.text(span).find("heard a bang"), std::string::npos);
}

TEST(Facts, are_told_of_both_statements_that_a_sentence_makes) {
    Desk desk;
    const Outlet& post = desk.outlet("Harbour Post");
    const Outlet& echo = desk.outlet("Valley Echo");
    desk.report(&post, "Pool to close",
                "The council of Talbec decided on Monday night to close the leaking swimming pool in Marl Street. "
                "Twenty-one councillors were for closing and 14 against.");
    desk.report(&echo, "Council shuts pool",
                "It rained all night. With 21 councillors for closing and 14 against, the swimming pool in Marl Street "
                "will go.");
    const Story story = corroborate(desk.material);
    EXPECT_EQ(story.facts.size(), 2U);
}

TEST(Facts, hold_where_one_number_agrees_though_another_of_the_thing_does_not) {
    Desk desk;
    const Outlet& post = desk.outlet("Harbour Post");
    const Outlet& echo = desk.outlet("Valley Echo");
    desk.report(&post, "Vote", "The turnout in Talbec was 63 per cent. Nobody saw it coming.");
    desk.number("63 per cent", 63, 63, "turnout");
    desk.report(&echo, "Ballots",
                "It rained all night. Turnout in Talbec reached 63 per cent, and four years ago the turnout was 58 per "
                "cent.");
    desk.number("63 per cent", 63, 63, "Turnout");
    desk.number("58 per cent", 58, 58, "turnout");
    const Story story = corroborate(desk.material);
    EXPECT_EQ(story.facts.size(), 1U);
}

TEST(Facts, are_none_when_one_sentence_has_another_number_or_not_or_speaker) {
    const std::string told =
        "Kerr said the ferry Alma, no older than nine years, had struck the northern pier at Port Talbec";
    for (const std::string& other : std::vector<std::string>{
             "Kerr said the ferry Alma, no older than nine years, had never struck the northern pier at Port Talbec",
             "Doe said the ferry Alma, no older than nine years, had struck the northern pier at Port Talbec",
             "Kerr said the ferry Alma, no older than forty years, had struck the northern pier at Port Talbec",
         }) {
        Desk desk;
        const Outlet& post = desk.outlet("Harbour Post");
        const Outlet& echo = desk.outlet("Valley Echo");
        desk.report(&post, "A", told + ". The sun shone.");
        desk.report(&echo, "B", other + ". It rained.");
        EXPECT_TRUE(corroborate(desk.material).facts.empty()) << other;
    }
}

TEST(Facts, are_none_of_headings_inside_reports) {
    const auto facts = [](const std::string& end) {
        Desk desk;
        desk.report(&desk.outlet("Harbour Post"), "A", "The ferry struck the pier" + end);
        desk.report(&desk.outlet("Valley Echo"), "B", "The ferry struck a pier" + end);
        return corroborate(desk.material).facts.size();
    };
    EXPECT_EQ(facts("."), 1U);
    EXPECT_EQ(facts(""), 0U);
}

TEST(Differences, are_numbers_of_the_same_thing_that_cannot_both_hold) {
    Desk desk;
    const Outlet& post = desk.outlet("Harbour Post");
    const Outlet& echo = desk.outlet("Valley Echo");
    desk.report(&post, "A", "The collision at the northern pier injured 12 passengers on the ferry Alma.");
    desk.number("12", 12, 12, "passengers");
    desk.report(&echo, "B", "The collision at the pier injured 17 passengers aboard the ferry Alma.", 5);
    desk.number("17", 17, 17, "passengers");
    const Story story = corroborate(desk.material);
    ASSERT_EQ(story.differing.size(), 1U);
    EXPECT_EQ(story.differing[0].about, "passengers");
    EXPECT_EQ(story.differing[0].sides.size(), 2U);
    EXPECT_TRUE(story.differing[0].may_be_update);
    EXPECT_TRUE(story.facts.empty());
}

TEST(Differences, leave_hedged_numbers_and_parts_alone) {
    Desk desk;
    const Outlet& post = desk.outlet("Harbour Post");
    const Outlet& echo = desk.outlet("Valley Echo");
    const Outlet& star = desk.outlet("Coast Star");
    desk.report(&post, "A", "The collision at the northern pier injured at least 12 passengers on the ferry Alma.");
    desk.number("at least 12", 12, std::numeric_limits<double>::infinity(), "passengers");
    desk.report(&echo, "B", "The collision at the pier injured 17 passengers aboard the ferry Alma.");
    desk.number("17", 17, 17, "passengers");
    desk.report(&star, "C", "The collision at the pier seriously injured five of the passengers of the ferry Alma.");
    desk.number("five", 5, 5, "passengers");
    EXPECT_TRUE(corroborate(desk.material).differing.empty());
}

TEST(Differences, put_a_denial_beside_its_claim) {
    Desk desk;
    const Outlet& post = desk.outlet("Harbour Post");
    const Outlet& echo = desk.outlet("Valley Echo");
    desk.report(&post, "A", "The union said the captain had warned of a broken rudder.");
    desk.quote("the captain had warned of a broken rudder", "union");
    desk.report(&echo, "B", "The company denied that anyone had warned of a broken rudder.");
    desk.quote("that anyone had warned of a broken rudder", "company", Stance::denial);
    const Story story = corroborate(desk.material);
    ASSERT_EQ(story.differing.size(), 1U);
    EXPECT_EQ(story.differing[0].kind, DifferenceKind::denial);
    EXPECT_EQ(story.differing[0].sides[1][0].speaker, "company");
}

TEST(Differences, are_numbers_that_two_reports_set_against_each_other_as_the_accounts_of_two) {
    const auto differing = [](bool second_has_both) {
        Desk desk;
        const auto say = [&](const std::string& words, const std::string& number, double value,
                             const std::string& speaker) {
            desk.number(number, value, value, "marchers");
            desk.quote(words, speaker);
        };
        desk.report(&desk.outlet("Harbour Post"), "A",
                    "The police counted 4,000 marchers on the quay. Rain fell. Union officials put it at "
                    "15,000 marchers.");
        say("4,000 marchers", "4,000", 4000, "Dock Police");
        say("15,000 marchers", "15,000", 15000, "Carters Union");
        desk.report(&desk.outlet("Valley Echo"), "B",
                    second_has_both
                        ? "Some 15,000 marchers came, said the union. It was 4,000 marchers, said the police."
                        : "Some 15,000 marchers came, said the union. Trams stood still.");
        say("15,000 marchers", "15,000", 15000, "Carters Union");
        if (second_has_both) say("4,000 marchers", "4,000", 4000, "Dock Police");
        const Story story = corroborate(desk.material);
        return std::any_of(story.differing.begin(), story.differing.end(),
                           [](const Difference& d) { return d.confidence >= 0.75F; });
    };
    EXPECT_TRUE(differing(true));
    EXPECT_FALSE(differing(false));
}

TEST(Differences, are_surer_where_two_reports_tell_of_the_quarrel) {
    const auto confidence = [](const std::string& second) {
        Desk desk;
        desk.report(&desk.outlet("Harbour Post"), "A",
                    "The union accuses the captain of ignoring a broken rudder. The shipping line denied that.");
        desk.quote("of ignoring a broken rudder", "union");
        desk.report(&desk.outlet("Valley Echo"), "B", second);
        if (second.find("union") != std::string::npos) desk.quote("of ignoring the broken rudder", "union");
        const Story story = corroborate(desk.material);
        return story.differing.empty() ? 0.0F : story.differing.front().confidence;
    };
    EXPECT_GT(confidence("The union accuses the captain of ignoring the broken rudder. The shipping line denies it."),
              confidence("The ferry hit the pier at noon. Nobody was hurt."));
}

TEST(Headline, is_the_central_one_and_no_teaser) {
    Desk desk;
    desk.report(&desk.outlet("A"), "What we know about the ferry accident",
                "The ferry Alma struck a pier at Port Talbec.");
    desk.report(&desk.outlet("B"), "Ferry Alma strikes pier at Port Talbec, injuring 12",
                "The ferry Alma struck a pier.");
    desk.report(&desk.outlet("C"), "Is the Alma safe?",
                "After the ferry Alma struck a pier at Port Talbec, questions arise.");
    EXPECT_EQ(desk.text(corroborate(desk.material).headline), "Ferry Alma strikes pier at Port Talbec, injuring 12");
}

TEST(Differences, put_a_denial_that_points_back_beside_what_stands_before_it) {
    Desk desk;
    desk.report(&desk.outlet("Harbour Post"), "A",
                "The union accuses the captain of ignoring a broken rudder. The shipping line denied that. It rained.");
    desk.quote("of ignoring a broken rudder", "union");
    desk.report(&desk.outlet("Valley Echo"), "B",
                "The ferry hit the pier. The motion was rejected. How fast it went is disputed.");
    const Story story = corroborate(desk.material);
    ASSERT_EQ(story.differing.size(), 1U);
    EXPECT_EQ(desk.text(story.differing[0].sides[0][0].span),
              "The union accuses the captain of ignoring a broken rudder.");
    EXPECT_EQ(desk.text(story.differing[0].sides[1][0].span), "The shipping line denied that.");
}

TEST(Differences, never_set_one_period_against_another) {
    Desk desk;
    desk.report(&desk.outlet("Harbour Post"), "A", "The harbour moved 12 million tonnes of grain this year.");
    desk.number("12 million", 12e6, 12e6, "tonnes");
    desk.report(&desk.outlet("Valley Echo"), "B", "The harbour moved 17 million tonnes of grain over two years.");
    desk.number("17 million", 17e6, 17e6, "tonnes");
    EXPECT_TRUE(corroborate(desk.material).differing.empty());
}

TEST(Differences, are_never_made_of_time_stamps_and_telephone_numbers) {
    for (const auto& [left, right] : std::vector<std::pair<std::string, std::string>>{
             {"Updated on the ferry Alma at 9:36 AM", "Updated on the ferry Alma at 11:41 AM"},
             {"Call the ferry office on 0845 125 22", "Call the ferry office on 0845 777 22"}}) {
        Desk desk;
        const Outlet& post = desk.outlet("Harbour Post");
        const Outlet& echo = desk.outlet("Valley Echo");
        desk.report(&post, "A", left + ". The sun shone.");
        desk.number(left.ends_with("AM") ? "36" : "125", left.ends_with("AM") ? 36 : 125,
                    left.ends_with("AM") ? 36 : 125, "ferry");
        desk.report(&echo, "B", right + ". It rained.");
        desk.number(left.ends_with("AM") ? "41" : "777", left.ends_with("AM") ? 41 : 777,
                    left.ends_with("AM") ? 41 : 777, "ferry");
        EXPECT_TRUE(corroborate(desk.material).differing.empty()) << left;
    }
}

TEST(Unknowns, leave_refusals_to_comment_out) {
    Desk desk;
    desk.report(&desk.outlet("A"), "A", "The owner declined to comment on the rudder.");
    desk.annotations.back()->unknowns.push_back(desk.annotations.back()->sentences[0].range);
    EXPECT_TRUE(corroborate(desk.material).open.empty());
}

TEST(Unknowns, are_two_where_only_that_they_are_open_is_common) {
    const auto open = [](const std::string& second) {
        Desk desk;
        desk.report(&desk.outlet("A"), "A", "It was not yet clear why the ferry turned.");
        desk.annotations.back()->unknowns.push_back(desk.annotations.back()->sentences[0].range);
        desk.report(&desk.outlet("B"), "B", second);
        desk.annotations.back()->unknowns.push_back(desk.annotations.back()->sentences[0].range);
        return corroborate(desk.material).open.size();
    };
    EXPECT_EQ(open("It was not yet clear who owns the pier."), 2U);
    EXPECT_EQ(open("Why the ferry turned is still unknown."), 1U);
}

TEST(Headline, is_never_an_opinion_piece_where_there_is_news) {
    Desk desk;
    desk.report(&desk.outlet("A"), "Ferry Alma strikes the pier at Port Talbec and we all saw it coming",
                "The ferry Alma struck a pier at Port Talbec.");
    desk.articles.back()->genre = Genre::opinion;
    desk.report(&desk.outlet("B"), "Ferry Alma strikes pier at Port Talbec: will it sail again?", "It sank.");
    desk.articles.back()->genre = Genre::analysis;
    desk.report(&desk.outlet("C"), "Live: is the Alma safe?", "Nobody knows.");
    EXPECT_EQ(desk.text(corroborate(desk.material).headline), "Live: is the Alma safe?");
    desk.articles.back()->genre = Genre::opinion;
    EXPECT_EQ(desk.text(corroborate(desk.material).headline),
              "Ferry Alma strikes pier at Port Talbec: will it sail again?");
}

TEST(Headline, tells_and_does_not_judge) {
    Desk desk;
    desk.report(&desk.outlet("A"), "Port Talbec was wrong to let the ferry Alma sail, and now it struck a pier",
                "It sank.");
    desk.report(&desk.outlet("B"), "Ferry Alma strikes pier at Port Talbec", "It sank.");
    EXPECT_EQ(desk.text(corroborate(desk.material).headline), "Ferry Alma strikes pier at Port Talbec");
}

TEST(Unknowns, go_when_a_later_report_answers) {
    for (const bool with_answer : {false, true}) {
        Desk desk;
        desk.report(&desk.outlet("A"), "A", "Who the pilot of the ferry was is not known.");
        desk.annotations.back()->unknowns.push_back(desk.annotations.back()->sentences[0].range);
        desk.report(&desk.outlet("B"), "B", "The pilot of the ferry was Erik Dahl, police said.", 4);
        if (with_answer)
            desk.annotations.back()->names.push_back({desk.find("Erik Dahl"), NameKind::person, "Erik Dahl"});
        EXPECT_EQ(corroborate(desk.material).open.size(), with_answer ? 0U : 1U);
    }
}

TEST(Corroborate, does_not_depend_on_the_order_of_members) {
    Desk desk;
    desk.report(&desk.outlet("A"), "Ferry hits pier",
                "The ferry Alma struck the northern pier at Port Talbec on Monday morning.");
    desk.report(&desk.outlet("B"), "Ferry strikes pier",
                "The ferry Alma struck the northern pier of Port Talbec early on Monday.");
    desk.report(&desk.outlet("C"), "Pier struck",
                "At Port Talbec the northern pier was struck by the ferry Alma on Monday.");
    const Story forth = corroborate(desk.material);
    std::reverse(desk.material.members.begin(), desk.material.members.end());
    const Story back = corroborate(desk.material);
    ASSERT_EQ(forth.facts.size(), back.facts.size());
    for (std::size_t i = 0; i < forth.facts.size(); ++i)
        EXPECT_EQ(forth.facts[i].support, back.facts[i].support);
    EXPECT_EQ(forth.headline, back.headline);
    EXPECT_EQ(forth.articles, back.articles);
}

TEST(Corroborate, takes_stories_without_articles_or_annotations) {
    StoryMaterial nobody;
    EXPECT_TRUE(corroborate(nobody).facts.empty());
    Article bare;
    bare.id = ArticleId(1);
    nobody.members.push_back({&bare, nullptr, nullptr, {}});
    Story story = corroborate(nobody);
    rank(story, nobody, {});
    EXPECT_EQ(story.score, 0);
}

TEST(Ranking, says_why) {
    Desk desk;
    desk.report(&desk.outlet("A", "", "GB"), "A", "The ferry Alma struck a pier.");
    desk.report(&desk.outlet("B", "", "FR"), "B", "The ferry Alma struck a pier.");
    Story story = corroborate(desk.material);
    rank(story, desk.material, {.now = desk.articles[0]->first_seen, .topic_weights = {}});
    EXPECT_GT(story.score, 2);
    ASSERT_FALSE(story.because.empty());
    EXPECT_EQ(story.because[0].what, "independent outlets");
    EXPECT_EQ(story.because[0].value, 2);
}

}  // namespace
}  // namespace newsloom::story
