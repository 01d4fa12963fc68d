package io.quell.rules;

import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.update.Change.SUPPRESSION;
import static io.quell.update.Decision.noMatch;
import static io.quell.update.Decision.suppress;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.Resource;
import io.quell.rule.Rule;
import io.quell.rule.RuleCard;
import io.quell.update.Decision;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Suppresses controls on resources that are about to be removed, as their tag `decommission-by`
/// says.
///
/// The date has to be ahead of the finding's last update, by [#LONGEST_GRACE_DAYS] days at most:
/// nobody parks a defect for years. A tag that is no date suppresses nothing.
@RuleCard(
    id = "resources-being-removed",
    title = "Resources with a near date of removal are not worth mending",
    reason =
        "The resource goes away by the date in its tag decommission-by, at most 30 days ahead.",
    owner = "cloud-platform",
    changes = SUPPRESSION)
public final class SuppressControlsOnResourcesBeingRemoved implements Rule {
  private static final String TAG = "decommission-by";
  private static final int LONGEST_GRACE_DAYS = 30;

  @Override
  public Criteria when() {
    return product("aws/securityhub")
        .and(onEveryResource(resourceTag(TAG).isPresent()))
        .unless(SEVERITY.is(CRITICAL));
  }

  @Override
  public Decision decide(Finding finding) {
    Optional<Instant> updated = finding.updatedAt();
    return updated.isPresent()
            && finding.resources().stream()
                .allMatch(resource -> isBeingRemoved(resource, updated.get()))
        ? suppress()
        : noMatch();
  }

  private static boolean isBeingRemoved(Resource resource, Instant updated) {
    LocalDate today = LocalDate.ofInstant(updated, ZoneOffset.UTC);
    return removal(resource)
        .filter(day -> !day.isBefore(today) && !day.isAfter(today.plusDays(LONGEST_GRACE_DAYS)))
        .isPresent();
  }

  private static Optional<LocalDate> removal(Resource resource) {
    try {
      return Optional.ofNullable(resource.tags().get(TAG)).map(LocalDate::parse);
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
