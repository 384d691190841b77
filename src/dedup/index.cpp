// The index: banded LSH over one-permutation MinHash for texts that are alike as a whole, an inverted index over a
// sample of the 5-grams for texts of which a part stands in another. Exact overlap decides.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/hash.h"
#include "dedup/collapse.h"

namespace newsloom::dedup {
namespace {

// 64 bands of 2 rows: a pair of Jaccard .3 is a candidate with probability 1 - (1 - .09)^64 = .998, one of .02 with
// .025.
constexpr std::size_t kRows = 2;
constexpr std::size_t kBands = 64;
constexpr std::size_t kBins = kRows * kBands;
constexpr std::size_t kBucket = 24;      // articles per bucket, the newest: boilerplate does not make it quadratic
constexpr std::uint32_t kSampled = 31;   // one 5-gram of 32 stands in the containment index
constexpr std::size_t kCandidates = 24;  // exact comparisons per article

using Sketch = std::array<std::uint16_t, kBins>;

/// One permutation hashing: the smallest shingle per bin. The shingles are hashes already, and sorted, so a bin is a
/// run. An empty bin borrows from a bin chosen by hashing, again and again until one is not empty.
Sketch sketch_of(const std::vector<std::uint32_t>& shingles) {
    Sketch sketch{};
    std::array<bool, kBins> filled{};
    for (std::size_t i = shingles.size(); i-- > 0;) {
        const std::size_t bin = shingles[i] >> 25;
        sketch[bin] = static_cast<std::uint16_t>(mix64(shingles[i]));
        filled[bin] = true;
    }
    if (shingles.empty()) return sketch;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        std::size_t donor = bin;
        for (std::uint64_t attempt = 1; !filled[donor]; ++attempt)
            donor = mix64(bin << 32 | attempt) % kBins;
        sketch[bin] = sketch[donor];
    }
    return sketch;
}

struct Kept {
    Signature signature;
    ArticleId group;
};

using Postings = std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>;  // looked up, never walked for a result

void post(Postings& postings, std::uint64_t key, std::uint32_t slot) {
    auto& list = postings[key];
    if (list.size() == kBucket) list.erase(list.begin());
    list.push_back(slot);
}

}  // namespace

struct Index::State {
    Options options;
    std::vector<Kept> kept;
    Postings bands, sampled;
    std::unordered_map<std::int64_t, std::uint32_t> document;  // its newest version
    std::vector<std::uint16_t> hits;                           // per slot, zero between calls
    std::vector<std::uint32_t> touched;

    /// Slots that share a band or enough sampled 5-grams; most first, then oldest first.
    std::vector<std::uint32_t> candidates(const Signature& signature, const Sketch& sketch) {
        hits.resize(kept.size());
        touched.clear();
        const auto count = [&](const Postings& postings, std::uint64_t key) {
            const auto found = postings.find(key);
            if (found == postings.end()) return;
            for (const std::uint32_t slot : found->second) {
                if (hits[slot]++ == 0) touched.push_back(slot);
            }
        };
        for (std::size_t band = 0; band < kBands; ++band)
            count(bands, band_key(sketch, band));
        for (const std::uint32_t gram : signature.shingles) {
            if ((gram & kSampled) == 0) count(sampled, gram);
        }
        std::sort(touched.begin(), touched.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return hits[a] != hits[b] ? hits[a] > hits[b] : a < b; });
        std::vector<std::uint32_t> best(
            touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(std::min(touched.size(), kCandidates)));
        for (const std::uint32_t slot : touched)
            hits[slot] = 0;
        return best;
    }

    static std::uint64_t band_key(const Sketch& sketch, std::size_t band) {
        std::uint64_t key = band + 1;
        for (std::size_t row = 0; row < kRows; ++row)
            key = key << 16 | sketch[band * kRows + row];
        return key;
    }

    void keep(Signature&& signature, ArticleId group, const Sketch& sketch) {
        const auto slot = static_cast<std::uint32_t>(kept.size());
        if (!signature.shingles.empty()) {
            for (std::size_t band = 0; band < kBands; ++band)
                post(bands, band_key(sketch, band), slot);
            for (const std::uint32_t gram : signature.shingles) {
                if ((gram & kSampled) == 0) post(sampled, gram, slot);
            }
        }
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
    const Sketch sketch = sketch_of(signature.shingles);
    const Kept* original = nullptr;
    Overlap best;
    if (!signature.shingles.empty()) {
        for (const std::uint32_t slot : state_->candidates(signature, sketch)) {
            const Kept& other = state_->kept[slot];
            const Overlap here = overlap(signature.shingles, other.signature.shingles);
            if (here.jaccard < state_->options.similar && here.containment < state_->options.contained) continue;
            const bool better = original == nullptr || here.jaccard > best.jaccard ||
                                (here.jaccard == best.jaccard && &other < original);
            if (better) {
                original = &other;
                best = here;
            }
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
    state_->keep(std::move(signature), link.group, sketch);
    return link;
}

void Index::restore(Signature signature, const CopyLink& link) {
    const Sketch sketch = sketch_of(signature.shingles);
    state_->keep(std::move(signature), link.group, sketch);
}

void Index::expire(Instant before) {
    State fresh;
    fresh.options = state_->options;
    for (Kept& kept : state_->kept) {
        if (kept.signature.time < before) continue;
        const Sketch sketch = sketch_of(kept.signature.shingles);
        fresh.keep(std::move(kept.signature), kept.group, sketch);
    }
    *state_ = std::move(fresh);
}

std::size_t Index::size() const { return state_->kept.size(); }

}  // namespace newsloom::dedup
