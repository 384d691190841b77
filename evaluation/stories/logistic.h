/// Logistic regression by Newton's method with halved steps, penalised towards weights set by hand.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace newsloom::evaluation {

struct LabelledRow {
    std::vector<double> signals;  ///< without the constant
    bool yes = false;
    double weight = 1;
};

/// Weights: the constant first. `hand` has as many.
[[nodiscard]] inline std::vector<double> learn_logistic(const std::vector<LabelledRow>& rows,
                                                        const std::vector<double>& hand, double l2) {
    const std::size_t n = hand.size();
    std::vector<double> w = hand;
    const auto score = [&](const std::vector<double>& at, const LabelledRow& row) {
        double z = at[0];
        for (std::size_t i = 1; i < n; ++i)
            z += at[i] * row.signals[i - 1];
        return z;
    };
    const auto loss = [&](const std::vector<double>& at) {
        double sum = 0;
        for (const LabelledRow& row : rows) {
            const double z = score(at, row);
            const double margin = row.yes ? z : -z;
            sum += row.weight * (margin > 0 ? std::log1p(std::exp(-margin)) : -margin + std::log1p(std::exp(margin)));
        }
        for (std::size_t i = 0; i < n; ++i)
            sum += 0.5 * l2 * (at[i] - hand[i]) * (at[i] - hand[i]);
        return sum;
    };
    for (int step = 0; step < 40; ++step) {
        std::vector<double> b(n, 0.0), a(n * n, 0.0), x(n, 1.0);
        for (const LabelledRow& row : rows) {
            for (std::size_t i = 1; i < n; ++i)
                x[i] = row.signals[i - 1];
            const double p = 1 / (1 + std::exp(-score(w, row)));
            for (std::size_t i = 0; i < n; ++i) {
                b[i] += row.weight * (p - (row.yes ? 1 : 0)) * x[i];
                for (std::size_t j = 0; j <= i; ++j)
                    a[i * n + j] += row.weight * p * (1 - p) * x[i] * x[j];
            }
        }
        for (std::size_t i = 0; i < n; ++i) {
            b[i] += l2 * (w[i] - hand[i]);
            a[i * n + i] += l2 + 1e-9;
            for (std::size_t j = i + 1; j < n; ++j)
                a[i * n + j] = a[j * n + i];
        }
        // Gauss elimination with the largest pivot.
        for (std::size_t c = 0; c < n; ++c) {
            std::size_t p = c;
            for (std::size_t r = c + 1; r < n; ++r) {
                if (std::abs(a[r * n + c]) > std::abs(a[p * n + c])) p = r;
            }
            for (std::size_t k = 0; k < n; ++k)
                std::swap(a[c * n + k], a[p * n + k]);
            std::swap(b[c], b[p]);
            for (std::size_t r = 0; r < n; ++r) {
                if (r == c) continue;
                const double f = a[r * n + c] / a[c * n + c];
                for (std::size_t k = c; k < n; ++k)
                    a[r * n + k] -= f * a[c * n + k];
                b[r] -= f * b[c];
            }
        }
        const double before = loss(w);
        std::vector<double> next = w;
        double length = 1;
        for (int halving = 0; halving < 20; ++halving, length /= 2) {
            for (std::size_t i = 0; i < n; ++i)
                next[i] = w[i] - length * b[i] / a[i * n + i];
            if (loss(next) < before) break;
        }
        if (loss(next) >= before - 1e-9) break;
        w = next;
    }
    return w;
}

}  // namespace newsloom::evaluation
