#include "extract/detail/line_view.h"

#include <algorithm>
#include <cmath>

#include "extract/byline.h"
#include "extract/detail/phrases.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace newsloom::extract {

bool ends_a_sentence(std::string_view text) {
    while (!text.empty()) {
        const auto last = utf8::decode_before(text, text.size());
        const char32_t c = last.code_point;
        if (c == '"' || c == '\'' || c == ')' || c == 0x201D || c == 0x2019 || c == 0xBB) {
            text.remove_suffix(last.size);
            continue;
        }
        return c == '.' || c == '!' || c == 0x2026 || c == 0x3002 || c == ':' || c == 0x0964 || c == 0xFF01 ||
               c == 0x06D4 || c == 0x17D4 || c == 0x104B || is_without_stops(text);
    }
    return false;
}

bool is_without_stops(std::string_view text) {
    constexpr std::size_t kSentenceBytes = 270;  // 90 letters: longer than headlines are
    if (text.size() < kSentenceBytes) return false;
    std::size_t letters = 0;  // Thai and Lao: U+0E00..0EFF
    for (std::size_t i = 0; i + 1 < kSentenceBytes; ++i) {
        const auto next = static_cast<unsigned char>(text[i + 1]);
        letters += text[i] == '\xE0' && next >= 0xB8 && next <= 0xBB ? 1 : 0;
    }
    return letters * 6 >= kSentenceBytes;
}

void count_clauses(const PageView& view, std::span<BlockRow> rows) {
    constexpr float kSentenceWords = 22;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        BlockRow& row = rows[i];
        if (!is_without_stops(view.view(view.blocks[i]))) continue;
        const float sentences = std::max(1.F, std::floor(row[Feature::words] / kSentenceWords));
        row[Feature::ends] = 1;
        row[Feature::stops] = std::max(row[Feature::stops], sentences);
        row[Feature::commas] = std::max(row[Feature::commas], sentences);
    }
}

PageView view_of_lines(std::span<const std::string_view> lines) {
    PageView view;
    std::size_t bytes = 0;
    for (const auto line : lines)
        bytes += line.size();
    view.text.reserve(bytes);
    view.containers.resize(2);
    view.containers[1].depth = 1;
    view.containers[1].tag = html::Tag::div;
    for (const auto line : lines) {
        TextBlock block;
        block.container = 1;
        block.tag = html::Tag::p;
        block.places = bit(Place::paragraph);
        block.begin = static_cast<std::uint32_t>(view.text.size());
        view.text += line;
        block.end = static_cast<std::uint32_t>(view.text.size());
        block.words = count_words(line);
        view.containers[1].words += block.words;
        view.blocks.push_back(block);
    }
    view.containers[0].words = view.containers[1].words;
    for (Container& c : view.containers) {
        c.end_block = static_cast<std::uint32_t>(view.blocks.size());
        c.end_container = 2;
    }
    view.paragraphs = static_cast<std::uint32_t>(view.blocks.size());
    return view;
}

std::uint32_t headline_of_lines(const PageView& view) {
    // The line before the first run of two long ones, looking back over bylines, dates and a deck.
    const auto n = static_cast<std::uint32_t>(view.blocks.size());
    std::uint32_t first_prose = n;
    for (std::uint32_t i = 0; i + 1 < n && first_prose == n; ++i) {
        if (view.blocks[i].words < 18 || !ends_a_sentence(view.view(view.blocks[i]))) continue;
        for (std::uint32_t k = i + 1; k < std::min(n, i + 4) && first_prose == n; ++k) {
            if (view.blocks[k].words >= 18) first_prose = i;
        }
    }
    if (first_prose == n) return ~0u;
    std::uint32_t best = ~0u;
    double most = 0;
    for (std::uint32_t i = first_prose > 12 ? first_prose - 12 : 0; i < first_prose; ++i) {
        const TextBlock& block = view.blocks[i];
        const std::string_view text = view.view(block);
        if (block.words < 3 || block.words > 32 || text.size() > 250) continue;
        const PhrasesFound phrases = find_phrases(text);
        double score = std::min<double>(block.words, 12) / 12;
        if (ends_a_sentence(text)) score -= 0.7;
        if (begins_as_byline(text)) score -= 0.8;
        if (phrases.at_begin != 0) score -= 0.5;
        if (text.find('|') != std::string_view::npos || text.find("  ") != std::string_view::npos) score -= 0.3;
        score -= 0.02 * (first_prose - i);
        if (score > most) {
            most = score;
            best = i;
        }
    }
    return best;
}

}  // namespace newsloom::extract
