/// The steps of the stages: each is one file, stage_NAME.cpp. The table that orders them is stages.cpp.
#pragma once

#include "pipeline/detail/stage.h"

namespace newsloom::pipeline {

[[nodiscard]] Result<Step> poll(Engine& engine, const Stage& stage);
[[nodiscard]] Result<Step> fetch(Engine& engine, const Stage& stage);
[[nodiscard]] Result<Step> extract(Engine& engine, const Stage& stage);
[[nodiscard]] Result<Step> collapse(Engine& engine, const Stage& stage);
[[nodiscard]] Result<Step> annotate(Engine& engine, const Stage& stage);
[[nodiscard]] Result<Step> cluster(Engine& engine, const Stage& stage);
[[nodiscard]] Result<Step> corroborate(Engine& engine, const Stage& stage);

[[nodiscard]] Result<void> extract_again(Engine& engine, const Stage& stage, std::vector<Given>& given);
[[nodiscard]] Result<void> collapse_again(Engine& engine, const Stage& stage, std::vector<Given>& given);
[[nodiscard]] Result<void> annotate_again(Engine& engine, const Stage& stage, std::vector<Given>& given);
[[nodiscard]] Result<void> cluster_again(Engine& engine, const Stage& stage, std::vector<Given>& given);
[[nodiscard]] Result<void> corroborate_again(Engine& engine, const Stage& stage, std::vector<Given>& given);

}  // namespace newsloom::pipeline
