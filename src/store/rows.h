/// Row structs over the Store port: `put(store, row)`, `get<Row>(store, key...)`, `select<Row>(store, query)`.
///
/// A row struct says once which field is which column:
///
/// struct TodoRow {
///     std::string stage;
///     std::int64_t item = 0;
///     static constexpr auto table() {
///         return described("todo", 2, std::tuple(Column("stage", &TodoRow::stage), Column("item", &TodoRow::item)));
///     }
/// };
#pragma once

#include <array>
#include <initializer_list>
#include <tuple>

#include "store/store.h"

namespace newsloom::store {

template <class Row, class Field>
struct Column {
    std::string_view name;
    Field Row::* field;
    constexpr Column(std::string_view n, Field Row::* f) : name(n), field(f) {}
};

struct Index {
    std::string_view name;
    std::array<std::string_view, 4> columns{};
    bool unique = false;
};

template <class Columns, std::size_t IndexCount>
struct Table {
    std::string_view name;
    std::size_t key_size;
    Columns columns;
    std::array<Index, IndexCount> indexes;
};

template <class... Columns>
constexpr auto described(std::string_view name, std::size_t key_size, std::tuple<Columns...> columns) {
    return Table<std::tuple<Columns...>, 0>{name, key_size, columns, {}};
}
template <class... Columns, std::size_t N>
constexpr auto described(std::string_view name, std::size_t key_size, std::tuple<Columns...> columns,
                         const Index (&indexes)[N]) {
    return Table<std::tuple<Columns...>, N>{name, key_size, columns, std::to_array(indexes)};
}

template <class Row>
[[nodiscard]] const TableSpec& spec() {
    static const TableSpec made = [] {
        constexpr auto told = Row::table();
        TableSpec result{told.name, {}, told.key_size, {}};
        std::apply(
            [&]<class... Field>(const Column<Row, Field>&... column) {
                (result.columns.push_back({column.name, column_type<Field>()}), ...);
            },
            told.columns);
        for (const Index& index : told.indexes) {
            IndexSpec made_index{index.name, {}, index.unique};
            for (const std::string_view wanted : index.columns)
                for (std::size_t i = 0; i < result.columns.size(); ++i)
                    if (!wanted.empty() && result.columns[i].name == wanted) made_index.columns.push_back(i);
            result.indexes.push_back(std::move(made_index));
        }
        return result;
    }();
    return made;
}

template <class Row>
[[nodiscard]] auto values_of(const Row& row) {
    return std::apply(
        [&](const auto&... column) { return std::array<Value, sizeof...(column)>{to_value(row.*column.field)...}; },
        Row::table().columns);
}

template <class Row>
[[nodiscard]] Row row_of(Values values) {
    Row row;
    std::apply(
        [&](const auto&... column) {
            std::size_t i = 0;
            (from_value(values[i++], row.*column.field), ...);
        },
        Row::table().columns);
    return row;
}

template <class Row>
[[nodiscard]] Result<void> put(Store& store, const Row& row) {
    return store.put(spec<Row>(), values_of(row));
}

template <class Row, class... Key>
[[nodiscard]] Result<std::optional<Row>> get(Store& store, const Key&... key) {
    std::optional<Row> found;
    NL_CHECK(store.scan(spec<Row>(), {.equal = {to_value(key)...}, .limit = 1}, [&](Values row) {
        found = row_of<Row>(row);
        return false;
    }));
    return found;
}

template <class Row, class... Key>
[[nodiscard]] Result<bool> erase(Store& store, const Key&... key) {
    return store.erase(spec<Row>(), std::array<Value, sizeof...(Key)>{to_value(key)...});
}

template <class Row>
[[nodiscard]] Result<std::vector<Row>> select(Store& store, const Query& query = {}) {
    std::vector<Row> rows;
    NL_CHECK(store.scan(spec<Row>(), query, [&](Values row) {
        rows.push_back(row_of<Row>(row));
        return true;
    }));
    return rows;
}

template <class Row>
[[nodiscard]] Result<std::optional<Row>> first(Store& store, Query query = {}) {
    query.limit = 1;
    NL_TRY(auto rows, select<Row>(store, query));
    return rows.empty() ? std::nullopt : std::optional<Row>(std::move(rows.front()));
}

template <class Row>
[[nodiscard]] Result<std::uint64_t> count(Store& store, const Query& query = {}) {
    return store.count(spec<Row>(), query);
}

}  // namespace newsloom::store
