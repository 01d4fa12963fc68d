package io.quell.infra.reconciliation;

/// Where rules are published in AWS AppConfig.
///
/// @param environmentId the environment's id, as events name it
/// @param profileId the configuration profile's id, likewise
public record PublishedRules(String environmentId, String profileId) {}
