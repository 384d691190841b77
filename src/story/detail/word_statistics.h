/// How many articles have a word: the source of every idf. A value that is part of the clusterer's state.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace newsloom::story::detail {

/// Open addressing, one table; the content depends only on the order of the calls. Over `kMost` words all counts are
/// halved and what becomes zero goes, so memory is bounded and old news fades.
class WordStatistics {
  public:
    /// Counts the word once more and gives its idf16 as it was before.
    std::uint8_t count(std::uint32_t word) {
        if ((used_ + 1) * 4 > slots_.size() * 3) grow();
        Slot& slot = at(word);
        if (slot.articles == 0) {
            slot.word = word;
            ++used_;
        }
        return idf16_of(slot.articles++);
    }
    void prefetch(std::uint32_t word) const {
        if (!slots_.empty())
            __builtin_prefetch(&slots_[static_cast<std::size_t>(word * 0x9e3779b1U) & (slots_.size() - 1)]);
    }
    void article_done() { ++articles_; }

    [[nodiscard]] std::uint32_t articles_with(std::uint32_t word) const {
        if (slots_.empty()) return 0;
        return const_cast<WordStatistics*>(this)->at(word).articles;
    }
    /// ln((N + 60) / (n + 1)) in sixteenths, at most 255: with few articles seen no word is called rare or common.
    [[nodiscard]] std::uint8_t idf16(std::uint32_t word) const { return idf16_of(articles_with(word)); }

    struct Slot {
        std::uint32_t word = 0, articles = 0;
    };
    [[nodiscard]] std::span<const Slot> slots() const { return slots_; }
    [[nodiscard]] std::uint64_t articles() const { return articles_; }
    void restore(std::vector<Slot> slots, std::uint64_t articles) {
        slots_ = std::move(slots);
        articles_ = articles;
        used_ = 0;
        for (const Slot& slot : slots_)
            used_ += static_cast<std::size_t>(slot.articles != 0);
        if (used_ * 4 > slots_.size() * 3) grow();  // never from our own bytes; a full table would be searched for ever
    }

  private:
    static constexpr std::size_t kMost = std::size_t{1} << 22;

    [[nodiscard]] std::uint8_t idf16_of(std::uint32_t articles) const {
        const double idf = std::log((static_cast<double>(articles_) + 60.0) / (static_cast<double>(articles) + 1.0));
        return static_cast<std::uint8_t>(std::fmin(255.0, std::fmax(1.0, idf * 16.0)));
    }

    Slot& at(std::uint32_t word) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t i = static_cast<std::size_t>(word * 0x9e3779b1U) & mask;
        while (slots_[i].articles != 0 && slots_[i].word != word)
            i = (i + 1) & mask;
        return slots_[i];
    }
    void grow() {
        std::vector<Slot> old(std::move(slots_));
        const bool halve = old.size() >= kMost;
        slots_.assign(halve ? old.size() : old.empty() ? 1024 : old.size() * 2, Slot{});
        used_ = 0;
        if (halve) articles_ /= 2;
        for (const Slot& slot : old) {
            const std::uint32_t articles = halve ? slot.articles / 2 : slot.articles;
            if (articles == 0) continue;
            at(slot.word) = {slot.word, articles};
            ++used_;
        }
    }
    std::vector<Slot> slots_;
    std::size_t used_ = 0;
    std::uint64_t articles_ = 0;
};

}  // namespace newsloom::story::detail
