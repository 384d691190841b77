/// A store whose k-th write fails: for the tests that ask what is lost then (nothing may be).
#pragma once

#include <cstdint>

#include "store/store.h"

namespace newsloom::store {

/// Counts put, erase, begin(write) and commit over all stores that share the countdown; when it reaches zero that call
/// and all after it fail with no_space, as on a full disk.
struct Countdown {
    std::int64_t left = 0;
    std::int64_t calls = 0;
    [[nodiscard]] Result<void> next() {
        ++calls;
        if (left > 0 && calls >= left)
            return fail(Errc::no_space, "test store: no space left at write " + std::to_string(calls));
        return {};
    }
};

class FailingStore final : public Store {
  public:
    /// `left` 0: never fails, only counts.
    FailingStore(Store& inner, Countdown& countdown) : inner_(&inner), countdown_(&countdown) {}

    Result<void> begin(Mode mode) override {
        if (mode == Mode::write) NL_CHECK(countdown_->next());
        return inner_->begin(mode);
    }
    Result<void> commit() override {
        NL_CHECK(countdown_->next());
        return inner_->commit();
    }
    void rollback() noexcept override { inner_->rollback(); }
    Result<void> put(const TableSpec& table, Values row) override {
        NL_CHECK(countdown_->next());
        return inner_->put(table, row);
    }
    Result<bool> erase(const TableSpec& table, Values key) override {
        NL_CHECK(countdown_->next());
        return inner_->erase(table, key);
    }
    Result<void> scan(const TableSpec& table, const Query& query, const Visit& visit) override {
        return inner_->scan(table, query, visit);
    }
    Result<std::uint64_t> count(const TableSpec& table, const Query& query) override {
        return inner_->count(table, query);
    }

  private:
    Store* inner_;
    Countdown* countdown_;
};

}  // namespace newsloom::store
