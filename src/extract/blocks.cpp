#include "extract/detail/blocks.h"

#include <array>
#include <bit>
#include <cstring>

#include "base/hash.h"
#include "extract/detail/elements.h"
#include "extract/detail/flat_map.h"
#include "text/ascii.h"
#include "text/bytes64.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

using html::Attr;
using html::Node;
using html::NodeType;
using html::Tag;

/// Remembers the hints of class values already seen on this page.
class HintCache {
  public:
    Hints of(std::string_view value) {
        if (value.empty()) return 0;
        Slot& slot = slots_[key(value)];
        if (slot.value != value) slot = {value, hints_of(value)};
        return slot.hints;
    }

  private:
    struct Slot {
        std::string_view value;
        Hints hints = 0;
    };
    static std::size_t key(std::string_view value) { return hash64(value) % 512; }
    std::array<Slot, 512> slots_{};
};

struct InlineState {
    std::uint32_t link = 0, bold = 0, italic = 0, hidden = 0, small = 0;  // nesting
};

class Reader {
  public:
    Reader(const html::Document& document, PageView& view) : document_(document), view_(view) {
        const std::size_t bytes = document.source().size();
        view_.text.reserve(bytes / 8 + 64);
        view_.blocks.reserve(bytes / 512 + 16);
        view_.containers.reserve(bytes / 160 + 16);
        view_.links.reserve(bytes / 640 + 16);
    }

    void read() {
        if (const Node* root = document_.document_element()) view_.html_lang = (*root)[Attr::lang];
        if (const Node* head = document_.head()) read_head(*head);
        Container first;
        first.node = &document_.root();
        view_.containers.push_back(first);
        if (const Node* body = document_.body()) {
            view_.body_classes = (*body)[Attr::class_];
            walk(body);
        } else if (document_.document_element() == nullptr) {
            walk(&document_.root());
        }
        end_block();
        Container& root = view_.containers.front();
        root.end_block = static_cast<std::uint32_t>(view_.blocks.size());
        root.end_container = static_cast<std::uint32_t>(view_.containers.size());
        sum_words();
        number_makes();
    }

  private:
    void read_head(const Node& head) {
        for (const Node* node = head.first_child(); node != nullptr; node = html::next_skipping_children(node, &head)) {
            head_element(*node);
            if (node->is(Tag::title) && view_.title.empty())
                view_.title = collapse_whitespace(html::text_content(*node));
        }
    }

    /// meta, link, base and JSON-LD, wherever they stand.
    void head_element(const Node& node) {
        if (node.is(Tag::meta)) {
            const auto content = node.attribute(Attr::content);
            if (!content) return;
            for (const Attr name : {Attr::property, Attr::name, Attr::itemprop, Attr::http_equiv}) {
                if (const auto key = node.attribute(name); key && !key->empty() && view_.meta.size() < 2000)
                    view_.meta.push_back({*key, *content});
            }
        } else if (node.is(Tag::link)) {
            if (node.has(Attr::rel) || node.has(Attr::itemprop)) view_.head_links.push_back(&node);
        } else if (node.is(Tag::base)) {
            if (view_.base_href.empty()) view_.base_href = node[Attr::href];
        } else if (node.is(Tag::script)) {
            if (ascii::ifind(node[Attr::type], "ld+json") != std::string_view::npos) {
                view_.json_ld.push_back(&node);
            } else if (const Node* text = node.first_child()) {
                view_.script_bytes += text->text().size();
                if (view_.scripts.size() < 200) view_.scripts.push_back(&node);
            }
        }
    }

    struct Frame {
        const Node* node;
        std::uint32_t container;  // before it
        InlineState state;        // before it
        bool is_container;
        std::uint32_t link = ~0u;
        std::uint32_t nosnippet = ~0u;
    };

    void walk(const Node* root) {
        const Node* node = root;
        while (true) {
            bool enter = false;
            switch (node->type()) {
                case NodeType::text:
                    add_text(node->text());
                    break;
                case NodeType::element:
                    enter = open(*node);
                    break;
                case NodeType::document:
                case NodeType::fragment:
                    enter = true;
                    break;
                default:
                    break;
            }
            if (enter && node->first_child() != nullptr) {
                node = node->first_child();
                continue;
            }
            if (enter) close(*node);
            while (node != root && node->next_sibling() == nullptr) {
                node = node->parent();
                close(*node);
                if (node == root) return;
            }
            if (node == root) return;
            node = node->next_sibling();
        }
    }

    /// True when its children are to be walked.
    bool open(const Node& node) {
        const Tag tag = node.ns() == html::Namespace::html ? node.tag() : Tag::svg;
        Flow flow = flow_of(tag);
        if (tag == Tag::unknown && !in(view_.containers[container_].places, Place::paragraph) &&
            node.name().find('-') != std::string_view::npos)
            flow = Flow::block;  // custom elements are mostly boxes
        if (flow == Flow::skip) {
            if (tag == Tag::script) head_element(node);
            return false;
        }
        if (flow == Flow::line_break) {
            line_break();
            return false;
        }
        if (tag == Tag::meta || tag == Tag::link || tag == Tag::title) {
            if (tag != Tag::title) head_element(node);
            return false;
        }
        Hints own = 0;
        std::uint32_t places = place_of(tag);
        bool prop = false;
        bool shown_none = false;
        for (const html::Attribute& a : node.attributes()) {
            switch (a.id()) {
                case Attr::class_:
                    own |= hints_.of(a.value());
                    break;
                case Attr::id:
                case Attr::data_component:
                case Attr::data_testid:
                case Attr::data_type:
                case Attr::data_module:
                case Attr::data_name:
                    own |= hints_.of(a.value());
                    break;
                case Attr::aria_label:
                    if (flow == Flow::block && a.value().size() < 40) own |= hints_.of(a.value());
                    break;
                case Attr::role:
                    places |= places_of_role(a.value());
                    break;
                case Attr::itemprop:
                    prop = true;
                    own |= hints_.of(a.value());
                    if (a.value() == "articleBody" || a.value() == "reviewBody") places |= bit(Place::body_prop);
                    break;
                case Attr::property:
                    if (a.value().find("articleBody") != std::string_view::npos) places |= bit(Place::body_prop);
                    break;
                case Attr::itemtype:
                case Attr::typeof:
                    if (a.value().ends_with("NewsArticle")) ++view_.news_articles;
                    break;
                case Attr::rel:
                    prop = prop || (tag == Tag::a && a.value().find("author") != std::string_view::npos);
                    break;
                case Attr::hidden:
                    places |= bit(Place::hidden);
                    break;
                case Attr::style:
                    if (hides(a.value())) shown_none = true;
                    break;
                case Attr::aria_hidden:
                    if (a.value() == "true") places |= bit(Place::aria_hidden);
                    break;
                case Attr::unknown:
                    if (a.name() == "data-nosnippet") places |= bit(Place::nosnippet);
                    break;
                default:
                    break;
            }
        }
        if (shown_none) places |= bit(Place::hidden);
        if (tag == Tag::time && view_.times.size() < 4000)
            view_.times.push_back({&node, container_, static_cast<std::uint32_t>(view_.blocks.size())});
        if (prop || has_any(own, Hint::byline, Hint::time)) {
            if (view_.props.size() < 4000)
                view_.props.push_back({&node, container_, static_cast<std::uint32_t>(view_.blocks.size())});
        }
        if (flow == Flow::media) {
            add_mark(node, tag, own);
            return false;
        }
        stack_.push_back({&node, container_, state_, flow == Flow::block, ~0u, ~0u});
        if (flow == Flow::block) {
            open_container(node, tag, own, places);
        } else {
            open_inline(node, tag, own, places);
        }
        return true;
    }

    void open_container(const Node& node, Tag tag, Hints own, std::uint32_t places) {
        end_block();
        const Container& parent = view_.containers[container_];
        Container c;
        c.node = &node;
        c.parent = container_;
        c.depth = parent.depth + 1;
        c.first_block = static_cast<std::uint32_t>(view_.blocks.size());
        c.own = own;
        c.path = parent.path | own;
        c.places = parent.places | places;
        c.tag = tag;
        c.signature = static_cast<std::uint32_t>(hash64(node[Attr::class_], static_cast<std::uint64_t>(tag)));
        if (tag == Tag::p) ++view_.paragraphs;
        container_ = static_cast<std::uint32_t>(view_.containers.size());
        view_.containers.push_back(c);
    }

    void open_inline(const Node& node, Tag tag, Hints own, std::uint32_t places) {
        if (own != 0) pending_hints_ |= own;
        switch (tag) {
            case Tag::a:
                if (node.has(Attr::href)) {
                    ++state_.link;
                    stack_.back().link = static_cast<std::uint32_t>(view_.links.size());
                    if (state_.link == 1) view_.links.push_back({&node, position(), position()});
                }
                break;
            case Tag::b:
            case Tag::strong:
                ++state_.bold;
                break;
            case Tag::i:
            case Tag::em:
            case Tag::cite:
                ++state_.italic;
                break;
            case Tag::small:
            case Tag::sup:
            case Tag::sub:
                ++state_.small;
                break;
            case Tag::time:
                pending_time_ = true;
                break;
            default:
                break;
        }
        // Hover cards and words for screen readers within a line.
        const bool aside = tag == Tag::span && has_any(own, Hint::hidden, Hint::popup);
        if (in(places, Place::hidden) || aside) ++state_.hidden;
        if (in(places, Place::nosnippet)) stack_.back().nosnippet = position();
    }

    void close(const Node& node) {
        if (stack_.empty() || stack_.back().node != &node) return;
        const Frame frame = stack_.back();
        stack_.pop_back();
        if (frame.is_container) {
            end_block();
            Container& c = view_.containers[container_];
            c.end_block = static_cast<std::uint32_t>(view_.blocks.size());
            c.end_container = static_cast<std::uint32_t>(view_.containers.size());
            container_ = frame.container;
        } else if (frame.link != ~0u && state_.link == 1 && frame.link < view_.links.size()) {
            view_.links[frame.link].end = position();
        }
        if (frame.nosnippet < position()) view_.nosnippet.push_back({frame.nosnippet, position()});
        state_ = frame.state;
    }

    [[nodiscard]] std::uint32_t position() const { return static_cast<std::uint32_t>(view_.text.size()); }

    void add_mark(const Node& node, Tag tag, Hints) {
        if (view_.marks.size() >= 5000) return;
        MarkKind kind = MarkKind::image;
        switch (tag) {
            case Tag::video:
                kind = MarkKind::video;
                break;
            case Tag::audio:
                kind = MarkKind::audio;
                break;
            case Tag::iframe:
                kind = MarkKind::frame;
                break;
            case Tag::embed:
            case Tag::object:
                kind = MarkKind::embed;
                break;
            default:
                break;
        }
        view_.marks.push_back({kind, &node, container_, static_cast<std::uint32_t>(view_.blocks.size())});
    }

    void line_break() {
        if (!open_) {
            broken_ = true;
            return;
        }
        if (breaks_ > 0) {
            end_block();
            broken_ = true;
            return;
        }
        ++breaks_;
    }

    void begin_block() {
        open_ = true;
        TextBlock block;
        block.container = container_;
        block.begin = position();
        block.after_break = broken_;
        broken_ = false;
        const Container& c = view_.containers[container_];
        block.places = c.places;
        block.tag = c.tag;
        block_ = block;
        words_at_ = position();
        // A link that was opened before the first character belongs to this block.
        block_.first_link =
            static_cast<std::uint32_t>(view_.links.size()) - (state_.link > 0 && !view_.links.empty() ? 1 : 0);
        if (state_.link > 0 && !view_.links.empty()) view_.links.back().begin = position();
    }

    void end_block() {
        breaks_ = 0;
        space_ = false;
        if (!open_) {
            pending_hints_ = 0;
            pending_time_ = false;
            return;
        }
        open_ = false;
        while (!view_.text.empty() && position() > block_.begin && ascii::is_space(view_.text.back()))
            view_.text.pop_back();
        block_.end = position();
        if (block_.end == block_.begin) return;
        block_.end_link = static_cast<std::uint32_t>(view_.links.size());
        if (state_.link > 0 && !view_.links.empty()) {
            // The block ends within a link: it goes on as another link in the next block.
            Link next = view_.links.back();
            view_.links.back().end = position();
            next.begin = next.end = position();
            view_.links.push_back(next);
            for (Frame& frame : stack_) {
                if (frame.link != ~0u) frame.link = static_cast<std::uint32_t>(view_.links.size()) - 1;
            }
        }
        block_.inline_hints = pending_hints_;
        block_.has_time = pending_time_;
        pending_hints_ = 0;
        pending_time_ = false;
        if (block_.tag >= Tag::h1 && block_.tag <= Tag::h6)
            block_.heading_level =
                static_cast<std::uint8_t>(static_cast<int>(block_.tag) - static_cast<int>(Tag::h1) + 1);
        block_.words = count_words(view_.view(block_));
        for (std::uint32_t i = block_.first_link; i < block_.end_link; ++i) {
            Link& link = view_.links[i];
            if (link.end > block_.end) link.end = block_.end;
            if (link.begin == block_.begin && link.end == block_.end)
                block_.link_words += block_.words;
            else if (link.end > link.begin)
                block_.link_words += count_words(view_.view(link));
        }
        if (block_.link_words > block_.words) block_.link_words = block_.words;
        view_.blocks.push_back(block_);
    }

    void add_text(std::string_view text) {
        if (state_.hidden > 0) return;  // what a visitor does not see is no text
        const bool keep_lines = in(view_.containers[container_].places, Place::pre);
        for (std::size_t i = 0; i < text.size();) {
            const auto c = static_cast<unsigned char>(text[i]);
            if (c <= ' ') {
                if (keep_lines && open_) {
                    view_.text += c == '\n' ? '\n' : ' ';
                    ++i;
                    continue;
                }
                space_ = true;
                do {
                    ++i;
                } while (i < text.size() && static_cast<unsigned char>(text[i]) <= ' ');
                continue;
            }
            // Words with single spaces between them are put at once.
            const Bytes64 bytes(text, i);
            const std::uint64_t ink = inked(bytes);
            const std::uint64_t spaces = bytes.is(' ') & ink << 1 & ink >> 1;
            if (const auto size = static_cast<std::size_t>(std::countr_one(ink | spaces)); size > 0) {
                put(text.substr(i, size), spaces & (~std::uint64_t{0} >> (Bytes64::kSize - size)));
                i += size;
                continue;
            }
            // A run of other characters: white space and invisible ones are looked for.
            const auto next = utf8::decode(text, i);
            if (next.code_point >= 0x80 && is_white_space(next.code_point)) {
                space_ = true;
            } else if (!is_invisible(next.code_point)) {
                put(text.substr(i, next.size), 0);
            }
            i += next.size;
        }
    }

    /// Neither white space nor a character above Latin-1's controls, which may be invisible.
    static std::uint64_t inked(const Bytes64& bytes) {
        return ~(bytes.is_from_to('\0', ' ') | bytes.is_from_to('\xC2', '\xFF'));
    }

    /// Text without white space but single spaces between its words, a bit for each.
    void put(std::string_view piece, std::uint64_t spaces) {
        if (!open_) {
            begin_block();
        } else if (breaks_ > 0) {
            view_.text += '\n';
        } else if (space_) {
            view_.text += ' ';
        }
        breaks_ = 0;
        space_ = false;
        view_.text += piece;
        if ((state_.bold | state_.italic | state_.small) == 0) return;
        const auto size = static_cast<std::uint32_t>(piece.size()) - static_cast<std::uint32_t>(std::popcount(spaces));
        if (state_.bold > 0) block_.bold_bytes += size;
        if (state_.italic > 0) block_.italic_bytes += size;
        if (state_.small > 0) block_.small_bytes += size;
    }

    void sum_words() {
        for (const TextBlock& block : view_.blocks) {
            Container& c = view_.containers[block.container];
            c.words += block.words;
            c.link_words += block.link_words;
        }
        for (std::size_t i = view_.containers.size(); i-- > 1;) {
            const Container& c = view_.containers[i];
            Container& parent = view_.containers[c.parent];
            parent.words += c.words;
            parent.link_words += c.link_words;
        }
        std::vector<std::uint16_t> children(view_.containers.size());
        for (std::size_t i = 1; i < view_.containers.size(); ++i) {
            Container& c = view_.containers[i];
            c.index_in_parent = children[c.parent];
            if (children[c.parent] < 0xFFFF) ++children[c.parent];
        }
    }

    void number_makes() {
        FlatMap<std::uint32_t> makes(view_.containers.size());
        FlatMap<std::uint32_t> pairs(view_.containers.size());
        view_.makes = view_.pairs = 0;
        const auto number = [](std::uint32_t& known, std::uint32_t& count) {
            if (known == 0) known = ++count;
            return known - 1;
        };
        for (Container& c : view_.containers) {
            c.make = number(makes[c.signature], view_.makes);
            const std::uint64_t parent = view_.containers[c.parent].signature;
            c.pair = number(pairs[std::uint64_t{c.signature} << 32 | parent], view_.pairs);
        }
    }

    const html::Document& document_;
    PageView& view_;
    HintCache hints_;
    std::vector<Frame> stack_;
    std::uint32_t container_ = 0;
    InlineState state_;
    TextBlock block_;
    Hints pending_hints_ = 0;
    bool pending_time_ = false;
    bool open_ = false, space_ = false, broken_ = false;
    int breaks_ = 0;
    std::uint32_t words_at_ = 0;
};

}  // namespace

void PageView::clear() {
    // Each list is emptied by itself: what a new view starts with is taken over from one.
    PageView fresh;
    const auto keep = [](auto& list, auto& into) {
        list.clear();
        into = std::move(list);
    };
    keep(text, fresh.text);
    keep(blocks, fresh.blocks);
    keep(containers, fresh.containers);
    keep(links, fresh.links);
    keep(marks, fresh.marks);
    keep(meta, fresh.meta);
    keep(json_ld, fresh.json_ld);
    keep(scripts, fresh.scripts);
    keep(head_links, fresh.head_links);
    keep(times, fresh.times);
    keep(props, fresh.props);
    keep(nosnippet, fresh.nosnippet);
    *this = std::move(fresh);
}

void read_page_into(const html::Document& document, PageView& view) {
    view.clear();
    Reader(document, view).read();
}

PageView read_page(const html::Document& document) {
    PageView view;
    read_page_into(document, view);
    return view;
}

}  // namespace newsloom::extract
