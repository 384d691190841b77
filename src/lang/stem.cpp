#include "lang/stem.h"

#include <array>

#include <libstemmer.h>

#include "base/hash.h"
#include "lang/language.h"

namespace newsloom::lang {

struct Stemmer::State {
    struct Closer {
        void operator()(sb_stemmer* one) const { sb_stemmer_delete(one); }
    };
    struct Memory {
        std::string word, stem;
    };
    std::unique_ptr<sb_stemmer, Closer> stemmer;
    std::array<Memory, 1024> memory;
    std::string unknown;
};

Stemmer::Stemmer(std::string_view language) : state_(std::make_unique<State>()) {
    const std::string primary = primary_language(language);
    if (!primary.empty() && primary != "und") state_->stemmer.reset(sb_stemmer_new(primary.c_str(), "UTF_8"));
}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

bool Stemmer::knows_language() const { return state_->stemmer != nullptr; }

std::string_view Stemmer::stem(std::string_view folded) {
    if (!state_->stemmer || folded.size() > 64) {
        state_->unknown = folded;
        return state_->unknown;
    }
    auto& slot = state_->memory[hash64(folded) % state_->memory.size()];
    if (slot.word != folded || slot.stem.empty()) {
        const auto* bytes = reinterpret_cast<const sb_symbol*>(folded.data());
        const sb_symbol* stem = sb_stemmer_stem(state_->stemmer.get(), bytes, static_cast<int>(folded.size()));
        slot.word = folded;
        slot.stem = stem == nullptr ? std::string(folded)
                                    : std::string(reinterpret_cast<const char*>(stem),
                                                  static_cast<std::size_t>(sb_stemmer_length(state_->stemmer.get())));
    }
    return slot.stem;
}

}  // namespace newsloom::lang
