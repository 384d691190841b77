#include "pipeline/detail/outlets.h"

#include "pipeline/detail/stage.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::pipeline {

std::string slug(std::string_view name) {
    std::string result;
    for (std::size_t at = 0; at < name.size();) {
        const utf8::Decoded next = utf8::decode(name, at);
        at += next.size;
        if (is_word_character(next.code_point) && next.code_point != U'_') {
            utf8::append(result, fold_case(next.code_point));
        } else if (!result.empty() && result.back() != '-') {
            result += '-';
        }
    }
    while (!result.empty() && result.back() == '-')
        result.pop_back();
    return result;
}

void OutletFinder::know(const store::OutletRow& row) {
    by_key_.emplace(row.key, row.id);
    by_key_.emplace(slug(row.name), row.id);
    if (const std::string domain = url::registrable_domain(row.home); !domain.empty())
        by_domain_.emplace(domain, row.id);
}

Result<OutletFinder> OutletFinder::read(Engine& engine) {
    OutletFinder finder(engine);
    NL_TRY(const auto rows, store::select<store::OutletRow>(engine.ledger));
    for (const store::OutletRow& row : rows)
        finder.know(row);
    // A feed on another domain than the home page belongs to the outlet all the same.
    NL_TRY(const auto sources, store::select<store::SourceRow>(engine.ledger));
    for (const store::SourceRow& source : sources)
        if (const std::string domain = url::registrable_domain(source.url); source.outlet && !domain.empty())
            finder.by_domain_.emplace(domain, source.outlet);
    NL_TRY(finder.last_, last_id(engine.ledger, "outlet"));
    return finder;
}

OutletId OutletFinder::by_key(std::string_view key) const {
    const auto found = by_key_.find(key);
    return found != by_key_.end() ? found->second : OutletId();
}

OutletId OutletFinder::find(std::string_view url, std::string_view name) {
    const auto parsed = url::parse(url);
    const bool is_web = parsed && parsed->is_web();
    const std::string domain = is_web ? url::registrable_domain(parsed->host) : "";
    if (const auto found = by_domain_.find(domain); !domain.empty() && found != by_domain_.end()) return found->second;
    const std::string named = slug(name);
    if (!named.empty()) {
        if (const OutletId found = by_key(named)) {
            if (!domain.empty()) by_domain_.emplace(domain, found);
            return found;
        }
    }
    if (named.empty() && domain.empty()) return {};
    store::OutletRow row;
    row.id = OutletId(++last_);
    row.key = named.empty() ? slug(domain) : named;
    row.name = name.empty() ? domain : std::string(ascii::trim(name));
    row.short_name = row.name;
    if (by_key(row.key)) row.key += "-" + std::to_string(last_);
    if (is_web) row.home = parsed->scheme + "://" + parsed->host + "/";
    know(row);
    made_.push_back(row);
    return row.id;
}

Result<void> OutletFinder::save() {
    if (made_.empty()) return {};
    NL_TRY(auto transaction, store::Transaction::begin(engine_->ledger));
    for (const store::OutletRow& row : made_)
        NL_CHECK(store::put(engine_->ledger, row));
    NL_CHECK(store::put(engine_->ledger, store::CounterRow{"outlet", last_}));
    NL_CHECK(transaction.commit());
    made_.clear();
    return {};
}

}  // namespace newsloom::pipeline
