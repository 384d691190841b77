/// The Store in memory: for tests, and as the plain description of what a store does.
#pragma once

#include <compare>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "store/store.h"

namespace newsloom::store {

class MemoryStore final : public Store {
  public:
    Result<void> begin(Mode mode) override;
    Result<void> commit() override;
    void rollback() noexcept override;
    Result<void> put(const TableSpec& table, Values row) override;
    Result<bool> erase(const TableSpec& table, Values key) override;
    Result<void> scan(const TableSpec& table, const Query& query, const Visit& visit) override;
    Result<std::uint64_t> count(const TableSpec& table, const Query& query) override;

  private:
    using Owned = std::variant<std::monostate, std::int64_t, double, std::string>;
    using Rows = std::map<std::vector<Owned>, std::vector<Owned>>;  // by key
    static std::vector<Owned> owned(Values values);
    std::map<std::string, Rows, std::less<>> tables_;
    std::map<std::string, Rows, std::less<>> before_;  // what a rollback goes back to
    bool open_ = false;
};

}  // namespace newsloom::store
