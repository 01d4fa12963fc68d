package io.quell.lint.solver;

import io.quell.criteria.Element;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.SeverityLabel;
import io.quell.lint.solver.example.Model;
import io.quell.lint.solver.example.Place;
import io.quell.lint.solver.value.ValueConstraint;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Fills a model up with what a real finding has besides, as far as that is not refused.
final class Defaults {
  private static final String SECURITY_HUB = "aws/securityhub";
  private static final Map<String, String> CLASSES =
      Map.of(SECURITY_HUB, "2003", "aws/inspector", "2002", "aws/macie", "2006");
  private static final Map<String, String> TITLES =
      Map.of(
          "aws/guardduty",
          "An unprotected port is being probed",
          "aws/inspector",
          "CVE-2026-1234 - openssl",
          "aws/macie",
          "The S3 object contains personal information");
  private static final Map<String, String> TYPES =
      Map.of(
          "aws/guardduty",
          "TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort",
          "aws/macie",
          "Sensitive Data Identifications/PII/SensitiveData:S3Object-Personal",
          "aws/inspector",
          "Software and Configuration Checks/Vulnerabilities/CVE");

  private static final String UUID = "6f1ee0c2-1b7d-4a55-9d3c-0a9f3b1f2c77";
  private static final String UID =
      "1d24e91799652d9e17025b61d94f436b20b515b6f3cd9bda788f48c1db9cf244";

  private final Facts facts;
  private final Model model;
  private final Instant now;
  private final Map<Place, List<String>> values;

  private Defaults(Facts facts, Model model, Instant now) {
    this.facts = facts;
    this.model = model;
    this.now = now;
    this.values = new LinkedHashMap<>(model.values());
  }

  /// What every finding needs: something that it comes from and that names it.
  static Model least(Facts facts, Model model, Instant now) {
    var defaults = new Defaults(facts, model, now);
    defaults.product();
    defaults.identifier();
    return defaults.made();
  }

  /// What a real finding has.
  static Model usual(Facts facts, Model model, Instant now) {
    var defaults = new Defaults(facts, model, now);
    defaults.product();
    defaults.origin();
    defaults.severity();
    defaults.times();
    defaults.resources();
    defaults.identifier();
    return defaults.made();
  }

  private Model made() {
    return new Model(model.format(), values, model.elements());
  }

  private Optional<String> one(Named field) {
    return values.getOrDefault(Place.of(field), List.of()).stream().findFirst();
  }

  /// The first of the options that is not refused, where there is nothing yet.
  private void put(Place place, List<String> options) {
    Group group = facts.at(place);
    if (!values.containsKey(place)) {
      var constraint = new ValueConstraint(place.field().domain(), List.of(), group.refused());
      options.stream()
          .filter(option -> constraint.isMetBy(option, now))
          .findFirst()
          .ifPresent(option -> values.put(place, List.of(option)));
    }
  }

  private void put(Named field, String... options) {
    put(Place.of(field), List.of(options));
  }

  private void product() {
    boolean isVulnerable = isVulnerable();
    boolean mayBeControl = !facts.at(Place.of(Named.CONTROL)).refusesAll();
    if (one(Named.CONTROL).isPresent() || (mayBeControl && !isVulnerable)) {
      put(Named.PRODUCT, SECURITY_HUB);
    }
    if (isVulnerable) {
      put(Named.PRODUCT, "aws/inspector");
    }
    put(
        Named.PRODUCT,
        "aws/guardduty",
        "aws/inspector",
        "aws/macie",
        "444455556666/default",
        SECURITY_HUB);
  }

  private boolean isVulnerable() {
    return model.count(Element.VULNERABILITY) > 0;
  }

  private void origin() {
    String product = one(Named.PRODUCT).orElse("");
    if (product.equals(SECURITY_HUB)) {
      put(Named.CONTROL, "S3.9", "EC2.13", "IAM.6", "S3.1");
    }
    Optional<String> control = one(Named.CONTROL);
    if (control.isPresent()) {
      put(Named.COMPLIANCE_STATUS, "FAILED", "WARNING", "PASSED", "NOT_AVAILABLE");
      put(
          Named.STANDARD,
          "standards/aws-foundational-security-best-practices/v/1.0.0",
          "standards/cis-aws-foundations-benchmark/v/3.0.0");
    }
    put(
        Named.GENERATOR,
        control.map("security-control/"::concat).orElse(product + "/example"),
        "example");
    put(
        Named.TITLE,
        control
            .map("A resource does not meet control "::concat)
            .orElse(TITLES.getOrDefault(product, "An example of a finding")),
        "Another example");
    put(Named.DESCRIPTION, "An example of a finding, made for these criteria.", "Another example.");
    put(
        Named.TYPE,
        TYPES.getOrDefault(
            product, "Software and Configuration Checks/Industry and Regulatory Standards"),
        "Software and Configuration Checks",
        "TTPs",
        "Effects");
    put(Named.ACCOUNT, "111122223333", "444455556666", "123456789012");
    put(Named.REGION, "eu-west-1", "us-east-1", "eu-central-1", "us-west-2");
    put(Named.WORKFLOW_STATUS, "NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED");
    put(Named.RECORD_STATE, "ACTIVE", "ARCHIVED");
    if (Named.CLASS.isIn(model.format())) {
      put(Named.CLASS, CLASSES.getOrDefault(product, "2004"), "2004", "2003", "2002", "2006");
    }
    for (int at = 0; at < model.count(Element.VULNERABILITY); at++) {
      put(
          new Place(Named.VULNERABILITY, at),
          List.of("CVE-2026-" + (1234 + at), "CVE-2026-" + (4321 + at)));
    }
    if (values.containsKey(Place.of(Named.NOTE_TEXT))) {
      put(Named.NOTE_AUTHOR, "security@example.com", "somebody@example.com");
    }
  }

  private void severity() {
    if (isFree(Named.SEVERITY) && isFree(Named.NORMALIZED_SEVERITY)) {
      put(Named.SEVERITY, one(Named.PROVIDER_SEVERITY).orElse(SeverityLabel.MEDIUM.name()));
      one(Named.SEVERITY)
          .map(SeverityLabel::valueOf)
          .ifPresent(
              label -> put(Named.NORMALIZED_SEVERITY, Integer.toString(label.lowestNormalized())));
    }
    one(Named.SEVERITY)
        .ifPresent(
            label ->
                put(
                    Named.PROVIDER_SEVERITY,
                    label,
                    "MEDIUM",
                    "HIGH",
                    "LOW",
                    "CRITICAL",
                    "INFORMATIONAL"));
  }

  private boolean isFree(Named field) {
    return facts.at(Place.of(field)).equals(Group.NOTHING) && !values.containsKey(Place.of(field));
  }

  /// The age is counted from one of two times, so what it refuses is refused there.
  private void times() {
    Instant today = now.truncatedTo(ChronoUnit.SECONDS);
    Group age = facts.at(Place.of(Named.AGE));
    if (age.equals(Group.NOTHING)) {
      put(
          Named.FIRST_OBSERVED_AT,
          today.minus(Duration.ofDays(12)).toString(),
          today.minus(Duration.ofHours(1)).toString());
    }
    if (age.equals(Group.NOTHING) || values.containsKey(Place.of(Named.FIRST_OBSERVED_AT))) {
      put(
          Named.CREATED_AT,
          one(Named.FIRST_OBSERVED_AT).orElse(today.minus(Duration.ofDays(12)).toString()),
          today.minus(Duration.ofHours(1)).toString());
    }
    String last =
        latest(
            today.minus(Duration.ofDays(1)).toString(),
            one(Named.FIRST_OBSERVED_AT),
            one(Named.CREATED_AT));
    put(Named.LAST_OBSERVED_AT, last, today.toString());
    put(
        Named.UPDATED_AT,
        latest(last, one(Named.LAST_OBSERVED_AT), Optional.empty()),
        today.toString());
  }

  private static String latest(String time, Optional<String> second, Optional<String> third) {
    return Stream.of(Optional.of(time), second, third)
        .flatMap(Optional::stream)
        .map(Instant::parse)
        .max(Comparator.naturalOrder())
        .orElseThrow()
        .toString();
  }

  private void resources() {
    for (int resource = 0; resource < model.count(Element.RESOURCE); resource++) {
      put(
          new Place(Named.RESOURCE_TYPE, resource),
          isVulnerable()
              ? List.of("AwsEc2Instance", "AwsS3Bucket")
              : List.of("AwsS3Bucket", "AwsEc2Instance", "AwsLambdaFunction"));
      put(new Place(Named.RESOURCE_ID, resource), identifiers(resource));
      put(new Place(Named.RESOURCE_PARTITION, resource), List.of("aws", "aws-us-gov"));
      put(
          new Place(Named.RESOURCE_REGION, resource),
          one(Named.REGION)
              .map(region -> List.of(region, "eu-west-1"))
              .orElse(
                  facts.at(Place.of(Named.REGION)).refusesAll()
                      ? List.of()
                      : List.of("eu-west-1")));
    }
  }

  private List<String> identifiers(int resource) {
    String number = resource == 0 ? "" : "-" + (resource + 1);
    Field type = Named.RESOURCE_TYPE;
    String named = values.getOrDefault(new Place(type, resource), List.of("")).getFirst();
    return named.equals("AwsS3Bucket")
        ? List.of("arn:aws:s3:::amzn-s3-demo-bucket" + number, "amzn-s3-demo-bucket" + number)
        : List.of("i-0123456789abcdef" + resource, "example" + number);
  }

  /// The identifier is an ARN where that says nothing that must not be said: account and Region are
  /// read from it.
  private void identifier() {
    switch (model.format()) {
      case ASFF -> {
        Optional<String> account = one(Named.ACCOUNT);
        Optional<String> region = one(Named.REGION);
        if (account.isPresent() && region.isPresent()) {
          put(
              Named.ID,
              "arn:aws:%s:%s:%s:finding/%s"
                  .formatted(service(), region.get(), account.get(), UUID));
        }
        put(Named.ID, "finding/" + UUID);
      }
      case OCSF -> put(Named.ID, UID);
    }
    put(Named.ID, "example", "another-example");
  }

  private String service() {
    String service =
        one(Named.PRODUCT)
            .orElse("aws/securityhub")
            .replaceAll("[^a-z]+", "/")
            .replaceAll(".*/", "");
    return service.isEmpty() ? "securityhub" : service;
  }
}
