#include "html/detail/storage.h"

#include <algorithm>
#include <bit>
#include <new>

#include <sys/mman.h>

#include "base/hash.h"

namespace newsloom::html {

namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kSmallestChunk = 1024, kFirstChunk = 16 * 1024;
constexpr std::size_t kKeepTouched = 64u << 20;  // more touched memory than this is given back between pages
constexpr std::size_t kMostPopulated = 4u << 20;
constexpr std::size_t kMostNodes = 50'000'000;  // distances are 32 bits
constexpr std::size_t kMostNameBytes = std::size_t{1}
                                       << 30;  // the way from an attribute back to a name is 29 bits of 8 bytes
constexpr std::size_t kMostAttributeBytes = std::size_t{2} << 30;
constexpr std::size_t kMergedAttributes = 1024;  // on one <html> or <body>

std::size_t round_up(std::size_t size, std::size_t to) { return (size + to - 1) / to * to; }

/// Makes the kernel back the next `size` bytes now. A wish: older kernels refuse, and then the pages come one by one.
void populate(void* from, std::size_t size) {
#ifdef MADV_POPULATE_WRITE
    if (size >= kPage) madvise(from, std::min(size, kMostPopulated) / kPage * kPage, MADV_POPULATE_WRITE);
#else
    (void)from;
    (void)size;
#endif
}

}  // namespace

Storage::~Storage() { release(); }

void Storage::release() {
    if (region_ != nullptr) munmap(region_, region_size_);
    region_ = nullptr;
    region_size_ = 0;
}

void Storage::reset(std::size_t input_bytes, const ParseLimits& limits) {
    const std::size_t node_capacity = std::min(limits.nodes, kMostNodes) + kNodesPerToken;
    // The shortest attribute takes two bytes of input, the shortest new name of n bytes n + 1.
    const std::size_t names_size = round_up(std::min(8 * input_bytes, kMostNameBytes) + 64 * 1024, kPage);
    const std::size_t attributes_size = round_up(
        std::min(8 * input_bytes, kMostAttributeBytes) + 4 * kMergedAttributes * sizeof(Attribute) * 2 + 64 * 1024,
        kPage);
    const std::size_t nodes_size = round_up(node_capacity * sizeof(Node), kPage);
    const std::size_t needed = nodes_size + names_size + attributes_size;
    if (region_ != nullptr) high_water_ = std::max(high_water_, memory_bytes());
    bool fresh = false;
    if (region_ == nullptr || node_capacity_ != node_capacity || needed > region_size_ || high_water_ > kKeepTouched) {
        release();
        const std::size_t size = needed + needed / 4;  // room for a somewhat larger next page
        void* mapped = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (mapped == MAP_FAILED) throw std::bad_alloc();
        madvise(mapped, size, MADV_NOHUGEPAGE);  // a small page must not take 2 MiB for each of the three parts
        fresh = true;
        region_ = static_cast<char*>(mapped);
        region_size_ = size;
        node_capacity_ = node_capacity;
        high_water_ = 0;
        chunks_.clear();
        if (owned_source.capacity() > kKeepTouched) owned_source = std::string();
    }
    nodes_ = nodes_end_ = reinterpret_cast<Node*>(region_);
    nodes_limit_ = nodes_ + (node_capacity - kNodesPerToken);
    names_ = names_end_ = region_ + nodes_size;
    // The attributes' part starts where the last page's did when it fits: pages of memory that are touched already.
    attributes_ = reinterpret_cast<Attribute*>(region_ + region_size_ / kPage * kPage - attributes_size);
    names_limit_ = reinterpret_cast<char*>(attributes_);
    attributes_end_ = attributes_kept_ = attributes_;
    attributes_limit_ = attributes_ + attributes_size / sizeof(Attribute) - 4 * kMergedAttributes * 2;

    if (fresh) {
        // What most pages need, taken at once: a page fault each costs several times as much. Nodes take about a third
        // of the input's size and attributes a sixth (medians of real pages).
        populate(region_, input_bytes / 3);
        populate(attributes_, input_bytes / 8);
    }

    if (chunks_.size() > 1) chunks_.erase(chunks_.begin(), chunks_.end() - 1);  // the last is the largest
    text_ = chunks_.empty() ? nullptr : chunks_.back().bytes.get();
    text_end_ = chunks_.empty() ? nullptr : text_ + chunks_.back().size;

    if (name_count_ != 0) {
        if (name_slots_.size() > 4096) name_slots_ = std::vector<std::uint32_t>();
        std::fill(name_slots_.begin(), name_slots_.end(), 0);
        name_count_ = 0;
    }
    tag_serial = 0;
    std::fill(std::begin(attr_seen_in), std::end(attr_seen_in), 0);
    report = ParseReport{};
    quirks_mode = QuirksMode::no_quirks;
    document_element = head = body = nullptr;
}

std::size_t Storage::memory_bytes() const {
    if (region_ == nullptr) return 0;
    std::size_t bytes =
        static_cast<std::size_t>(reinterpret_cast<const char*>(nodes_end_) - reinterpret_cast<const char*>(nodes_));
    bytes += static_cast<std::size_t>(names_end_ - names_);
    bytes += static_cast<std::size_t>(reinterpret_cast<const char*>(attributes_end_) -
                                      reinterpret_cast<const char*>(attributes_));
    for (const Chunk& chunk : chunks_)
        bytes += chunk.size;
    return bytes + owned_source.capacity() + name_slots_.capacity() * sizeof(std::uint32_t);
}

// --- nodes
// -------------------------------------------------------------------------------------------------------------------

void Storage::insert_before(Node* parent, Node* child, Node* before) {
    if (before == nullptr) return append_child(parent, child);
    child->parent_ = distance(child, parent);
    child->next_ = distance(child, before);
    if (before->previous_ != 0) {
        Node* previous = mutable_node(before->previous_sibling());
        child->previous_ = distance(child, previous);
        previous->next_ = -child->previous_;
    } else {
        parent->first_child_ = -child->parent_;
    }
    before->previous_ = -child->next_;
}

void Storage::remove(Node* node) {
    if (node->parent_ == 0) return;
    Node* parent = Storage::parent(node);
    Node* previous = mutable_node(node->previous_sibling());
    Node* next = mutable_node(node->next_sibling());
    if (previous != nullptr)
        previous->next_ = next != nullptr ? distance(previous, next) : 0;
    else
        parent->first_child_ = next != nullptr ? distance(parent, next) : 0;
    if (next != nullptr)
        next->previous_ = previous != nullptr ? distance(next, previous) : 0;
    else
        parent->last_child_ = previous != nullptr ? distance(parent, previous) : 0;
    node->parent_ = node->next_ = node->previous_ = 0;
}

void Storage::move_children(Node* from, Node* to) {
    if (from->first_child_ == 0) return;
    Node* first = mutable_node(from->first_child());
    Node* last = mutable_node(from->last_child());
    for (Node* child = first; child != nullptr; child = mutable_node(child->next_sibling()))
        child->parent_ = distance(child, to);
    if (to->last_child_ != 0) {
        Node* before = mutable_node(to->last_child());
        before->next_ = distance(before, first);
        first->previous_ = -before->next_;
    } else {
        to->first_child_ = distance(to, first);
    }
    to->last_child_ = distance(to, last);
    from->first_child_ = from->last_child_ = 0;
}

// --- text
// --------------------------------------------------------------------------------------------------------------------

void Storage::new_chunk(std::size_t at_least) {
    const std::size_t doubled = chunks_.empty() ? std::clamp(source.size() / 8, kSmallestChunk, kFirstChunk)
                                                : std::min<std::size_t>(chunks_.back().size * 2, 4u << 20);
    Chunk chunk;
    chunk.size = std::max(doubled, at_least);
    chunk.bytes = std::make_unique_for_overwrite<char[]>(chunk.size);
    text_ = chunk.bytes.get();
    text_end_ = text_ + chunk.size;
    chunks_.push_back(std::move(chunk));
}

std::string_view Storage::store(std::string_view text) {
    if (text.empty()) return {};
    char* to = reserve_text(text.size());
    std::memcpy(to, text.data(), text.size());
    take_text(text.size());
    return {to, text.size()};
}

void Storage::append_text(Node* node, std::string_view text) {
    const std::size_t old = node->size_;
    const std::size_t size = old + text.size();
    if (!has_flag(node, kGrownText)) {
        if (node->text_ + old == text.data()) {  // the next bytes of the page, or of decoded text
            node->size_ = static_cast<std::uint32_t>(size);
            return;
        }
    } else if (size <= std::bit_ceil(old)) {
        std::memcpy(const_cast<char*>(node->text_) + old, text.data(), text.size());
        node->size_ = static_cast<std::uint32_t>(size);
        return;
    }
    // The capacity is a function of the size: the next power of two. So a text grows in amortised constant time
    // wherever it lies.
    const std::size_t capacity = std::bit_ceil(size);
    char* to = reserve_text(capacity);
    take_text(capacity);
    std::memcpy(to, node->text_, old);
    std::memcpy(to + old, text.data(), text.size());
    node->text_ = to;
    node->size_ = static_cast<std::uint32_t>(size);
    set_flag(node, kGrownText);
}

const Attribute* Storage::store_strings(std::string_view first, std::string_view second, bool second_present,
                                        std::string_view third, bool third_present) {
    Attribute* strings = attributes_end_;
    attributes_end_ += 3;
    keep_attributes();
    strings[0] = strings[1] = strings[2] = Attribute{};
    set_value(&strings[0], first);
    set_value(&strings[1], second);
    set_value(&strings[2], third);
    strings[1].ns_ = second_present ? 1 : 0;
    strings[2].ns_ = third_present ? 1 : 0;
    return strings;
}

// --- attributes
// --------------------------------------------------------------------------------------------------------------

void Storage::copy(Attribute* to, const Attribute& from) {
    const auto away =
        static_cast<std::uint32_t>((reinterpret_cast<const char*>(to) - reinterpret_cast<const char*>(&from)) / 8);
    const std::uint32_t name = from.name_;
    *to = from;
    if (name >= kAttrCount) to->name_ = (name + away) & ((1u << 29) - 1);
}

bool Storage::same_name(const Attribute& a, const Attribute& b) {
    if (a.name_ < kAttrCount || b.name_ < kAttrCount) return a.name_ == b.name_;
    return a.name() == b.name();
}

std::uint32_t Storage::attributes_hash(const Node* node) {
    std::uint64_t sum = node->size_ + 1;
    for (const Attribute& a : node->attributes())
        sum += mix64(hash64(a.name()) ^ hash64(a.value(), 1));
    return static_cast<std::uint32_t>(mix64(sum)) | 1;
}

bool Storage::same_attributes(const Node* a, const Node* b) {
    if (a->size_ != b->size_) return false;
    if (a->attributes_ == b->attributes_) return true;
    for (const Attribute& mine : a->attributes()) {
        bool found = false;
        for (const Attribute& theirs : b->attributes())
            if (same_name(mine, theirs) && mine.value() == theirs.value()) {
                found = true;
                break;
            }
        if (!found) return false;
    }
    return true;
}

void Storage::merge_attributes(Node* node, const Attribute* more, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const std::span<const Attribute> mine = node->attributes();
        if (std::any_of(mine.begin(), mine.end(), [&](const Attribute& a) { return same_name(a, more[i]); })) continue;
        if (mine.size() >= kMergedAttributes) {
            report.attributes_cut += 1;
            continue;
        }
        // Like text, the merged array has room up to the next power of two; a first merge always moves it.
        const bool grown = has_flag(node, kGrownText);
        if (!grown || std::has_single_bit(mine.size())) {
            Attribute* moved = attributes_end_;
            attributes_end_ += std::bit_ceil(mine.size() + 1);
            keep_attributes();
            for (std::size_t k = 0; k < mine.size(); ++k)
                copy(&moved[k], mine[k]);
            node->attributes_ = moved;
            set_flag(node, kGrownText);
        }
        copy(const_cast<Attribute*>(&node->attributes_[node->size_]), more[i]);
        node->size_ += 1;
    }
}

NameRecord* Storage::intern(std::string_view name) {
    if (name_slots_.empty() || (name_count_ + 1) * 2 > name_slots_.size()) {
        std::vector<std::uint32_t> larger(std::max<std::size_t>(256, name_slots_.size() * 2), 0);
        for (const std::uint32_t slot : name_slots_) {
            if (slot == 0) continue;
            const auto* record = reinterpret_cast<const NameRecord*>(names_ + (slot - 1) * std::size_t{8});
            std::size_t at = hash64(record->text()) & (larger.size() - 1);
            while (larger[at] != 0)
                at = (at + 1) & (larger.size() - 1);
            larger[at] = slot;
        }
        name_slots_ = std::move(larger);
    }
    std::size_t at = hash64(name) & (name_slots_.size() - 1);
    for (; name_slots_[at] != 0; at = (at + 1) & (name_slots_.size() - 1)) {
        auto* record = reinterpret_cast<NameRecord*>(names_ + (name_slots_[at] - 1) * std::size_t{8});
        if (record->text() == name) return record;
    }
    if (static_cast<std::size_t>(names_limit_ - names_end_) < name.size() + 16) return nullptr;
    auto* record = reinterpret_cast<NameRecord*>(names_end_);
    names_end_ += round_up(sizeof(NameRecord) + name.size(), 8);
    record->size = static_cast<std::uint32_t>(name.size());
    record->seen_in = 0;
    std::memcpy(reinterpret_cast<char*>(record + 1), name.data(), name.size());
    name_slots_[at] = static_cast<std::uint32_t>((reinterpret_cast<const char*>(record) - names_) / 8 + 1);
    name_count_ += 1;
    return record;
}

}  // namespace newsloom::html
