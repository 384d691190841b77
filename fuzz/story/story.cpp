// Stories: bytes of a stored clusterer, bytes of stored features, and the articles of one story whose annotations need
// not fit their texts. None may crash, loop or read beyond its bytes.
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "story/cluster.h"
#include "story/corroborate.h"

namespace {

using namespace newsloom;

void cluster(std::string_view input) {
    auto clusterer = story::Clusterer::from_bytes(input);
    if (!clusterer) clusterer.emplace();
    std::vector<story::Features> features;
    std::int64_t id = 1'000'000;
    for (const char* language : {"en", "de", "fr", "und"})
        features.push_back(story::features(
            {++id, Instant(std::chrono::hours(480000)), language, input.substr(0, 80), input, language}));
    features.push_back({++id, Instant(std::chrono::hours(480001)), std::string(input)});
    (void)clusterer->add(features);
    (void)clusterer->close_epoch(Instant(std::chrono::hours(480002)));
    (void)story::Clusterer::from_bytes(clusterer->to_bytes());
}

void corroborate(std::string_view input) {
    std::vector<std::unique_ptr<Article>> articles;
    std::vector<std::unique_ptr<Annotations>> annotations;
    std::vector<std::unique_ptr<Outlet>> outlets;
    story::StoryMaterial material;
    while (!input.empty() && articles.size() < 6) {
        const std::size_t end = std::min(input.find('\x01'), input.size());
        const std::string_view text = input.substr(0, end);
        input.remove_prefix(std::min(end + 1, input.size()));
        const auto number = static_cast<std::int64_t>(articles.size()) + 1;
        auto article = std::make_unique<Article>();
        article->id = ArticleId(number);
        article->document = DocumentId(number);
        article->text = article->title = std::string(text);
        article->language = number % 2 == 0 ? "de" : "en";
        auto notes = std::make_unique<Annotations>();
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t stop = std::min(text.find('.', at), text.size() - 1);
            notes->sentences.push_back({{at, stop + 1}, 0});
            Attribution attribution;
            attribution.content = {at + (stop - at) / 2, stop + 1};
            attribution.source = TextRange{at, at + (stop - at) / 2};
            attribution.speaker = std::string(text.substr(at, 6));
            notes->attributions.push_back(attribution);
            const double value = static_cast<double>(static_cast<unsigned char>(text[at]));
            notes->quantities.push_back({{at, stop + 1}, value, value, value, "", {at, stop + 1}});
            notes->names.push_back({{at, stop + 1}, NameKind::person, std::string(text.substr(at, 9))});
            notes->unknowns.push_back({at, stop + 1});
            at = stop + 1;
        }
        auto outlet = std::make_unique<Outlet>();
        outlet->id = OutletId(number);
        outlet->key = outlet->name = "outlet" + std::to_string(number);
        story::Member member;
        member.article = article.get();
        member.annotations = notes.get();
        member.outlet = outlet.get();
        member.copy.article = member.copy.group = article->id;
        material.members.push_back(member);
        articles.push_back(std::move(article));
        annotations.push_back(std::move(notes));
        outlets.push_back(std::move(outlet));
    }
    Story story = story::corroborate(material);
    story::rank(story, material, {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    data[0] % 2 == 0 ? cluster(input) : corroborate(input);
    return 0;
}
