#include "extract/detail/role_cues.h"

#include <algorithm>

#include "extract/detail/text_signs.h"
#include "text/ascii.h"

namespace newsloom::extract {
namespace {

constexpr std::array<std::string_view, kLinkKindCount> kLinkNames = {
    "tag",     "author", "send",    "network",  "store",      "subscribe", "donate",  "newsletter",
    "account", "legal",  "address", "comments", "other_host", "article",   "section", "fragment",
    "none",    "paid",   "search",  "listen",   "shop",       "home"};
constexpr std::array<std::string_view, kBoxNumberCount> kNumberNames = {
    "box_words",    "box_blocks",     "box_link_share", "box_from_begin", "box_to_end",
    "box_pictures", "box_mail_field", "box_buttons",    "box_copies"};

/// Whether a form asks for a mail address; a bounded look.
bool asks_for_mail(const html::Node& form) {
    int seen = 0;
    const html::Node* node = &form;
    while (node != nullptr && ++seen < 150) {
        if (node->is(html::Tag::input) && (ascii::iequals((*node)[html::Attr::type], "email") ||
                                           ascii::ifind((*node)[html::Attr::name], "mail") != std::string_view::npos))
            return true;
        if (const html::Node* child = node->first_child()) {
            node = child;
            continue;
        }
        while (node != &form && node->next_sibling() == nullptr)
            node = node->parent();
        if (node == &form) return false;
        node = node->next_sibling();
    }
    return false;
}

}  // namespace

const std::vector<std::string>& cue_names() {
    static const std::vector<std::string> kNames = [] {
        std::vector<std::string> names(kNumberNames.begin(), kNumberNames.end());
        for (const char* where : {"word:", "box:", "head:", "before:", "after:", "marks:"}) {
            for (const auto name : wording_names())
                names.push_back(where + std::string(name));
        }
        for (const char* where : {"link:", "box_link:"}) {
            for (const auto name : kLinkNames)
                names.push_back(where + std::string(name));
        }
        return names;
    }();
    return kNames;
}

void spread(const RoleCues& cues, float* columns) {
    columns = std::copy(cues.numbers.begin(), cues.numbers.end(), columns);
    for (const std::uint64_t set : {cues.own, cues.box, cues.head, cues.before, cues.after, cues.marks}) {
        for (unsigned i = 0; i < kWordingCount; ++i)
            *columns++ = static_cast<float>(set >> i & 1U);
    }
    for (const std::uint32_t set : {cues.links, cues.box_links}) {
        for (unsigned i = 0; i < kLinkKindCount; ++i)
            *columns++ = static_cast<float>(set >> i & 1U);
    }
}

std::vector<RoleCues> role_cues(const Facts& facts, const Article& metadata, std::span<const PhrasesFound> phrases) {
    constexpr std::uint32_t kMostBlocks = 14, kMostWords = 110;
    constexpr std::uint32_t kMostLinks = 4;  // of a block that are looked at
    const PageView& view = *facts.view;
    const std::size_t n = view.blocks.size();
    std::vector<RoleCues> cues(n);
    std::string_view own_host = facts.host;
    if (own_host.starts_with("www.")) own_host.remove_prefix(4);
    const std::string_view site = site_of(own_host);
    // Forms that ask for a mail address, and pictures, counted up to each container and block.
    const std::size_t all = view.containers.size();
    std::vector<std::uint16_t> mails(all + 1);
    for (std::size_t c = 0; c < all; ++c) {
        const Container& here = view.containers[c];
        mails[c + 1] = mails[c];
        if (here.tag == html::Tag::form && here.node != nullptr && mails[c] < 1000 && asks_for_mail(*here.node))
            ++mails[c + 1];
    }
    std::vector<std::uint32_t> pictures(n + 2);
    for (const Mark& mark : view.marks) {
        if (mark.kind == MarkKind::image && mark.block <= n) ++pictures[mark.block + 1];
    }
    for (std::size_t i = 1; i < pictures.size(); ++i)
        pictures[i] += pictures[i - 1];
    std::vector<std::uint64_t> topics;
    for (const std::string& topic : metadata.topics)
        topics.push_back(squeezed_hash(topic));
    std::sort(topics.begin(), topics.end());
    for (std::size_t i = 0; i < n; ++i) {
        const TextBlock& block = view.blocks[i];
        cues[i].own = phrases[i].wording;
        if (block.words <= 6 && std::binary_search(topics.begin(), topics.end(), squeezed_hash(view.view(block))))
            cues[i].own |= std::uint64_t{1} << static_cast<unsigned>(Wording::keyword);
        const std::uint32_t end = std::min(block.end_link, block.first_link + kMostLinks);
        for (std::uint32_t l = block.first_link; l < end; ++l)
            cues[i].links |=
                link_kinds((*view.links[l].node)[html::Attr::href], (*view.links[l].node)[html::Attr::rel], site);
    }
    // What the names of classes say, once for each make of container.
    std::vector<std::uint64_t> named(view.makes);
    const auto names_of = [&](std::uint32_t c) {
        constexpr std::uint64_t kKnown = std::uint64_t{1} << 63U;
        std::uint64_t& found = named[view.containers[c].make];
        if (found == 0 && view.containers[c].node != nullptr)
            found = kKnown | find_wording((*view.containers[c].node)[html::Attr::class_]);
        return found & ~kKnown;
    };
    const bool flat = all <= 2;  // lines of plain text: what stands around is the box
    std::uint64_t head = 0;
    std::size_t head_at = 0;
    std::uint32_t box = ~0U;
    RoleCues of_box;
    for (std::size_t i = 0; i < n; ++i) {
        const TextBlock& block = view.blocks[i];
        std::uint32_t c = block.container;
        while (c != 0 && !flat) {
            const std::uint32_t up = view.containers[c].parent;
            const Container& next = view.containers[up];
            if (up == 0 || next.end_block - next.first_block > kMostBlocks || next.words > kMostWords) break;
            c = up;
        }
        std::size_t first = flat ? i - std::min<std::size_t>(i, 3) : view.containers[c].first_block;
        std::size_t end = flat ? std::min(n, i + 4) : view.containers[c].end_block;
        if (!flat && end - first > kMostBlocks) {  // a list of blocks in one container
            first = i;
            end = i + 1;
        }
        if (flat || c != box || end - first == 1) {
            box = c;
            of_box = {};
            std::uint32_t words = 0, link_words = 0, buttons = 0;
            for (std::size_t k = first; k < end; ++k) {
                of_box.box |= cues[k].own;
                of_box.box_links |= cues[k].links;
                words += view.blocks[k].words;
                link_words += view.blocks[k].link_words;
                buttons += in(view.blocks[k].places, Place::button) ? 1 : 0;
            }
            const auto set = [&](BoxNumber number, double value) {
                of_box.numbers[static_cast<std::size_t>(number)] = static_cast<float>(value);
            };
            set(BoxNumber::words, words);
            set(BoxNumber::blocks, static_cast<double>(end - first));
            set(BoxNumber::link_share, words == 0 ? 0 : static_cast<double>(link_words) / words);
            set(BoxNumber::buttons, buttons);
            if (!flat) {
                const Container& here = view.containers[c];
                set(BoxNumber::pictures, pictures[here.end_block] - pictures[here.first_block]);
                set(BoxNumber::mail_field, mails[here.end_container] - mails[c]);
                std::uint32_t alike = 0;  // of its neighbours in the same parent, of the same make
                const Container& parent = view.containers[here.parent];
                std::uint32_t k = here.parent + 1;
                for (int steps = 0; k < parent.end_container && steps < 40; ++steps) {
                    alike += view.containers[k].signature == here.signature ? 1 : 0;
                    k = std::max(view.containers[k].end_container, k + 1);
                }
                set(BoxNumber::copies, alike);
            }
        }
        RoleCues& cue = cues[i];
        cue.box = of_box.box;
        cue.box_links = of_box.box_links;
        cue.numbers = of_box.numbers;
        cue.numbers[static_cast<std::size_t>(BoxNumber::from_begin)] = static_cast<float>(i - first);
        cue.numbers[static_cast<std::size_t>(BoxNumber::to_end)] = static_cast<float>(end - 1 - i);
        for (std::uint32_t k = block.container, steps = 0; k != 0 && steps < 3 && !flat;
             ++steps, k = view.containers[k].parent)
            cue.marks |= names_of(k);
        if (i > 0) cue.before = cues[i - 1].own;
        if (i + 1 < n) cue.after = cues[i + 1].own;
        if (i - head_at <= 12) cue.head = head;
        if (block.heading_level != 0 || (block.words <= 5 && cue.own != 0 && block.link_words == 0)) {
            head = cue.own;
            head_at = i;
        }
    }
    return cues;
}

}  // namespace newsloom::extract
