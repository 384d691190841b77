// The index: banded LSH over one-permutation MinHash for texts that are alike as a whole, an inverted index over a
// sample of the 5-grams for texts of which a part stands in another. Exact overlap decides.
//
// Both are one table from 5-grams to the newest articles that posted them. The hash space is cut into 32 bins; within a
// bin the sampled 5-grams (one of 32) come first in order, so that the smallest of a bin is a sampled one where there
// is any. An article posts all its sampled 5-grams and, of the bins without one, the smallest: about 33 keys for an
// article of 600 words, and never fewer than a short text needs.
#include <algorithm>
#include <bit>
#include <unordered_map>

#include "base/hash.h"
#include "dedup/collapse.h"

namespace newsloom::dedup {
namespace {

// 32 bands of one row: a pair of Jaccard .3 is no candidate with probability .7^32 = .00001, one of .02 with .52.
constexpr std::uint32_t kBinBits = 5;
constexpr std::uint32_t kSampled = 31;   // one 5-gram of 32 stands in the containment index
constexpr std::size_t kBucket = 24;      // articles per 5-gram, the newest: boilerplate does not make it quadratic
constexpr std::size_t kCandidates = 24;  // exact comparisons per article

/// The 5-grams under which an article is posted and looked for; ascending. `shingles` are sorted, so a bin is a run.
void keys_of(std::span<const std::uint32_t> shingles, std::vector<std::uint32_t>& keys) {
    keys.clear();
    for (std::size_t i = 0; i < shingles.size();) {
        const std::uint32_t bin = shingles[i] >> (32 - kBinBits);
        std::uint32_t smallest = ~0U;  // the last bits are the first to be compared
        bool sampled = false;
        for (; i < shingles.size() && shingles[i] >> (32 - kBinBits) == bin; ++i) {
            smallest = std::min(smallest, std::rotr(shingles[i], static_cast<int>(kBinBits)));
            if ((shingles[i] & kSampled) == 0) {
                sampled = true;
                keys.push_back(shingles[i]);
            }
        }
        if (!sampled) keys.push_back(std::rotl(smallest, static_cast<int>(kBinBits)));
    }
}

/// From a 5-gram to the articles that posted it, newest first. Open addressing; 16 to 32 bytes per posting.
class Postings {
  public:
    void post(std::uint32_t gram, std::uint32_t slot) {
        if (2 * used_ >= places_.size()) grow();
        Place& place = places_[find(gram)];
        if (place.newest == kNone) ++used_;
        entries_.push_back({slot, place.newest});
        place = {gram, static_cast<std::uint32_t>(entries_.size() - 1)};
    }
    template <class Each>
    void for_each(std::uint32_t gram, const Each& each) const {
        if (places_.empty()) return;
        std::uint32_t entry = places_[find(gram)].newest;
        for (std::size_t n = 0; entry != kNone && n < kBucket; ++n, entry = entries_[entry].before)
            each(entries_[entry].slot);
    }
    /// Tells the processor that the gram will be looked for.
    void fetch(std::uint32_t gram) const {
        if (!places_.empty()) __builtin_prefetch(&places_[start(gram)]);
    }

  private:
    static constexpr std::uint32_t kNone = ~0U;
    struct Place {
        std::uint32_t gram = 0, newest = kNone;
    };
    struct Entry {
        std::uint32_t slot, before;
    };
    [[nodiscard]] std::size_t start(std::uint32_t gram) const {
        return static_cast<std::size_t>(mix64(gram)) & (places_.size() - 1);
    }
    [[nodiscard]] std::size_t find(std::uint32_t gram) const {
        std::size_t at = start(gram);
        while (places_[at].newest != kNone && places_[at].gram != gram)
            at = (at + 1) & (places_.size() - 1);
        return at;
    }
    void grow() {
        const std::vector<Place> old = std::move(places_);
        places_.assign(std::max<std::size_t>(64, 2 * old.size()), Place{});
        for (const Place& place : old) {
            if (place.newest != kNone) places_[find(place.gram)] = place;
        }
    }

    std::vector<Place> places_;  // a power of two
    std::vector<Entry> entries_;
    std::size_t used_ = 0;
};

struct Kept {
    Signature signature;
    ArticleId group;
};

}  // namespace

struct Index::State {
    Options options;
    std::vector<Kept> kept;
    Postings postings;
    std::unordered_map<std::int64_t, std::uint32_t> document;  // its newest version
    std::vector<std::uint32_t> keys;                           // of the article at hand
    std::vector<std::uint16_t> hits;                           // per slot, zero between calls
    std::vector<std::uint32_t> touched;

    /// The slots that share most keys with the article at hand; most first, then oldest first.
    std::span<const std::uint32_t> candidates() {
        hits.resize(kept.size());
        touched.clear();
        for (const std::uint32_t gram : keys) {
            postings.for_each(gram, [&](std::uint32_t slot) {
                if (hits[slot]++ == 0) touched.push_back(slot);
            });
        }
        const std::size_t best = std::min(touched.size(), kCandidates);
        std::partial_sort(
            touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(best), touched.end(),
            [&](std::uint32_t a, std::uint32_t b) { return hits[a] != hits[b] ? hits[a] > hits[b] : a < b; });
        for (const std::uint32_t slot : touched)
            hits[slot] = 0;
        return std::span(touched).first(best);
    }

    void find_keys(const Signature& signature) {
        keys_of(signature.shingles, keys);
        for (const std::uint32_t gram : keys)
            postings.fetch(gram);
    }

    /// After `find_keys` for the same signature.
    void keep(Signature&& signature, ArticleId group) {
        const auto slot = static_cast<std::uint32_t>(kept.size());
        for (const std::uint32_t gram : keys)
            postings.post(gram, slot);
        if (signature.document) document[signature.document.value] = slot;
        kept.push_back({std::move(signature), group});
    }
};

Index::Index(Options options) : state_(std::make_unique<State>()) { state_->options = options; }
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

CopyLink Index::add(Signature signature) {
    CopyLink link;
    link.article = link.group = signature.article;
    state_->find_keys(signature);
    const Kept* original = nullptr;
    Overlap best;
    for (const std::uint32_t slot : state_->candidates()) {
        const Kept& other = state_->kept[slot];
        const Overlap here = overlap(signature.shingles, other.signature.shingles);
        if (here.jaccard < state_->options.similar && here.containment < state_->options.contained) continue;
        const bool better =
            original == nullptr || here.jaccard > best.jaccard || (here.jaccard == best.jaccard && &other < original);
        if (better) {
            original = &other;
            best = here;
        }
    }
    if (signature.document) {
        const auto earlier = state_->document.find(signature.document.value);
        if (earlier != state_->document.end()) {
            const Kept& version = state_->kept[earlier->second];
            if (original == nullptr || original->signature.document != signature.document) {
                original = &version;
                best = overlap(signature.shingles, version.signature.shingles);
            }
        }
    }
    if (original != nullptr) {
        link.group = original->group;
        link.copy_of = original->signature.article;
        link.similarity = static_cast<float>(best.jaccard);
        link.containment = static_cast<float>(best.containment);
        if (original->signature.agency == signature.agency) link.agency = signature.agency;
    }
    state_->keep(std::move(signature), link.group);
    return link;
}

void Index::restore(Signature signature, const CopyLink& link) {
    state_->find_keys(signature);
    state_->keep(std::move(signature), link.group);
}

void Index::expire(Instant before) {
    State fresh;
    fresh.options = state_->options;
    for (Kept& kept : state_->kept) {
        if (kept.signature.time < before) continue;
        fresh.find_keys(kept.signature);
        fresh.keep(std::move(kept.signature), kept.group);
    }
    *state_ = std::move(fresh);
}

std::size_t Index::size() const { return state_->kept.size(); }

}  // namespace newsloom::dedup
