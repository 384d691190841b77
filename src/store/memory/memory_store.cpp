#include "store/memory/memory_store.h"

#include <algorithm>

namespace newsloom::store {

namespace {

Value view(const std::variant<std::monostate, std::int64_t, double, std::string>& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
    if (const auto* real = std::get_if<double>(&value)) return *real;
    if (const auto* bytes = std::get_if<std::string>(&value)) return std::string_view(*bytes);
    return {};
}

}  // namespace

std::vector<MemoryStore::Owned> MemoryStore::owned(Values values) {
    std::vector<Owned> result;
    for (const Value& value : values) {
        Owned& made = result.emplace_back();
        if (const auto* whole = std::get_if<std::int64_t>(&value)) made = *whole;
        if (const auto* real = std::get_if<double>(&value)) made = *real;
        if (const auto* bytes = std::get_if<std::string_view>(&value)) made = std::string(*bytes);
    }
    return result;
}

Result<void> MemoryStore::begin(Mode) {
    if (open_) return fail(Errc::internal, "memory store: a transaction within a transaction");
    open_ = true;
    before_ = tables_;
    return {};
}

Result<void> MemoryStore::commit() {
    if (!open_) return fail(Errc::internal, "memory store: commit without begin");
    open_ = false;
    before_.clear();
    return {};
}

void MemoryStore::rollback() noexcept {
    if (!open_) return;
    open_ = false;
    tables_.swap(before_);
    before_.clear();
}

Result<void> MemoryStore::put(const TableSpec& table, Values row) {
    std::vector<Owned> made = owned(row);
    std::vector<Owned> key(made.begin(), made.begin() + static_cast<std::ptrdiff_t>(table.key_size));
    Rows& rows = tables_[std::string(table.name)];
    for (const IndexSpec& index : table.indexes) {
        if (!index.unique) continue;
        for (const auto& [other_key, other] : rows) {
            const bool same = std::all_of(index.columns.begin(), index.columns.end(),
                                          [&](std::size_t column) { return other[column] == made[column]; });
            if (same && other_key != key)
                return fail(Errc::internal, "memory store: " + std::string(index.name) + " is unique");
        }
    }
    rows[std::move(key)] = std::move(made);
    return {};
}

Result<bool> MemoryStore::erase(const TableSpec& table, Values key) {
    return tables_[std::string(table.name)].erase(owned(key)) > 0;
}

Result<void> MemoryStore::scan(const TableSpec& table, const Query& query, const Visit& visit) {
    std::vector<std::size_t> order;
    for (const IndexSpec& index : table.indexes)
        if (!query.index.empty() && index.name == query.index) order = index.columns;
    for (std::size_t i = 0; i < table.key_size; ++i)
        if (std::find(order.begin(), order.end(), i) == order.end()) order.push_back(i);

    const std::vector<Owned> equal = owned(query.equal);
    const std::vector<Owned> from = query.from ? owned(std::span(&*query.from, 1)) : std::vector<Owned>();
    const std::vector<Owned> upto = query.upto ? owned(std::span(&*query.upto, 1)) : std::vector<Owned>();
    std::vector<const std::vector<Owned>*> found;
    for (const auto& [key, row] : tables_[std::string(table.name)]) {
        bool wanted = true;
        for (std::size_t i = 0; i < equal.size(); ++i)
            wanted = wanted && row[order[i]] == equal[i];
        if (query.from) wanted = wanted && row[order[equal.size()]] >= from[0];
        if (query.upto) wanted = wanted && row[order[equal.size()]] <= upto[0];
        // As in SQL, NULL is in no range.
        if (query.from || query.upto) wanted = wanted && row[order[equal.size()]].index() != 0;
        if (wanted) found.push_back(&row);
    }
    std::sort(found.begin(), found.end(), [&](const auto* a, const auto* b) {
        for (const std::size_t column : order)
            if ((*a)[column] != (*b)[column])
                return query.descending ? (*a)[column] > (*b)[column] : (*a)[column] < (*b)[column];
        return false;
    });
    if (found.size() > query.limit) found.resize(query.limit);
    std::vector<Value> values(table.columns.size());
    for (const auto* row : found) {
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = view((*row)[i]);
        if (!visit(values)) break;
    }
    return {};
}

Result<std::uint64_t> MemoryStore::count(const TableSpec& table, const Query& query) {
    std::uint64_t result = 0;
    Query all = query;
    all.limit = std::numeric_limits<std::size_t>::max();
    NL_CHECK(scan(table, all, [&](Values) {
        ++result;
        return true;
    }));
    return result;
}

}  // namespace newsloom::store
