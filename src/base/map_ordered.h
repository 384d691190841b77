/// Parallel map whose result does not depend on the threads: slot i holds f(items[i]).
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <type_traits>
#include <vector>

namespace newsloom {

/// Applies `f` to every item on up to `jobs` threads. `f` must not touch shared mutable state. The exception of the
/// smallest failing index is rethrown after all threads have ended. Threads live for the call: use it on batches, not
/// on single items.
template <class T, class F>
[[nodiscard]] auto map_ordered(std::span<const T> items, unsigned jobs, F&& f) {
    using R = std::invoke_result_t<F&, const T&>;
    std::vector<std::optional<R>> slots(items.size());
    std::atomic<std::size_t> next{0};
    std::mutex failing;
    std::size_t failed_at = items.size();
    std::exception_ptr failure;
    auto work = [&] {
        for (std::size_t i = next++; i < items.size(); i = next++) {
            try {
                slots[i].emplace(f(items[i]));
            } catch (...) {
                const std::scoped_lock lock(failing);
                if (i < failed_at) {
                    failed_at = i;
                    failure = std::current_exception();
                }
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t n = 1; n < jobs && n < items.size(); ++n)
            threads.emplace_back(work);
        work();
    }
    if (failure) std::rethrow_exception(failure);
    std::vector<R> results;
    results.reserve(slots.size());
    for (auto& slot : slots)
        results.push_back(std::move(*slot));
    return results;
}

template <class T, class F>
[[nodiscard]] auto map_ordered(const std::vector<T>& items, unsigned jobs, F&& f) {
    return map_ordered(std::span<const T>(items), jobs, std::forward<F>(f));
}

}  // namespace newsloom
