package io.quell.finding;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Field.Named;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleFinding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for findings in both formats.
final class FindingTest {
  private static final Sample BARE_ASFF = new Sample(Map.of("Id", "f-1", "ProductArn", "arn"));
  private static final OcsfSample BARE_OCSF =
      new OcsfSample(Map.of("class_uid", 2003, "metadata", Map.of("uid", "m-1")));

  private static SampleFinding sample(Format format) {
    return switch (format) {
      case ASFF -> finding();
      case OCSF -> ocsfFinding();
    };
  }

  // --- Resources

  private static String resources(Format format) {
    return switch (format) {
      case ASFF -> "Resources";
      case OCSF -> "resources";
    };
  }

  private static Map<String, String> bucket(Format format) {
    return switch (format) {
      case ASFF -> Map.of("Type", "AwsS3Bucket");
      case OCSF -> Map.of("type", "AWS::S3::Bucket");
    };
  }

  @ParameterizedTest
  @EnumSource
  void passesOverWhatIsNoResource(Format format) {
    String resources = resources(format);
    assertThat(sample(format).with("a bucket", resources).read().resources()).isEmpty();
    assertThat(sample(format).with(bucket(format), resources).read().resources()).isEmpty();
    assertThat(
            sample(format)
                .with(Arrays.asList(null, 7, "x", List.of(), bucket(format)), resources)
                .read()
                .resources())
        .singleElement()
        .satisfies(
            resource -> {
              assertThat(resource.type()).hasValue("AwsS3Bucket");
              assertThat(List.of(resource.id(), resource.region(), resource.partition()))
                  .allMatch(Optional::isEmpty);
              assertThat(resource.tags()).isEmpty();
            });
  }

  @ParameterizedTest
  @EnumSource
  void readsEveryResourceInOrder(Format format) {
    String kind =
        switch (format) {
          case ASFF -> "AwsEc2";
          case OCSF -> "AWS::EC2::";
        };
    Finding finding =
        sample(format).resource(kind + "Instance", "i-1").resource(kind + "Volume", "vol-1").read();
    assertThat(finding.resources())
        .extracting(resource -> resource.id().orElseThrow())
        .containsExactly("arn:aws:s3:::amzn-s3-demo-bucket", "i-1", "vol-1");
    assertThat(finding.resources())
        .extracting(resource -> resource.type().orElseThrow())
        .containsExactly("AwsS3Bucket", "AwsEc2Instance", "AwsEc2Volume");
  }

  // --- The whole

  @ParameterizedTest
  @EnumSource
  void isEqualToTheSameFindingInTheSameState(Format format) {
    SampleFinding sample = sample(format);
    assertThat(sample.read()).isNotEqualTo(sample.title("Other").read());
    assertThat(sample.read()).isEqualTo(sample.read()).hasSameHashCodeAs(sample.read());
    switch (format) {
      case ASFF -> assertThat(BARE_ASFF.read()).hasToString("f-1");
      case OCSF -> assertThat(BARE_OCSF.read()).hasToString("m-1");
    }
  }

  // --- Bad input everywhere

  /// A finding with a value for every question.
  private static SampleFinding full(Format format) {
    return switch (format) {
      case ASFF ->
          finding()
              .tag("a", "b")
              .note("seen", "ann")
              .userDefinedField("a", "b")
              .with(97, "Confidence");
      case OCSF ->
          ocsfFinding()
              .tag("a", "b")
              .comment("seen")
              .with(97, "confidence_score")
              .with(
                  List.of(
                      Map.of(
                          "cve",
                          Map.of(
                              "uid",
                              "CVE-1",
                              "cvss",
                              List.of(Map.of("base_score", 7)),
                              "epss",
                              Map.of("score", "0.1")),
                          "fix_coverage",
                          "None",
                          "is_fix_available",
                          false)),
                  "vulnerabilities");
    };
  }

  /// Whether the finding has its name from there, so that no update could name it without.
  private static boolean names(Format format, List<String> path) {
    return switch (format) {
      case ASFF -> path.equals(List.of("Id")) || path.equals(List.of("ProductArn"));
      case OCSF -> path.equals(List.of("metadata"));
    };
  }

  private static boolean isName(Format format, @Nullable Object value) {
    return format == Format.ASFF && value instanceof String text && !text.isEmpty();
  }

  /// Whatever stands in the place of whatever member, the finding reads and every question has an
  /// answer.
  @ParameterizedTest
  @EnumSource
  void answersEveryQuestionWhateverAMemberIsReplacedBy(Format format) {
    SampleFinding full = full(format);
    List<List<String>> paths = new ArrayList<>();
    collect(full.json(), List.of(), paths);
    assertThat(paths).hasSizeGreaterThan(format == Format.ASFF ? 50 : 60);
    for (List<String> path : paths) {
      String[] steps = path.toArray(String[]::new);
      boolean names = names(format, path);
      for (Object value :
          Arrays.asList(
              null,
              "",
              "text",
              "arn:",
              ":::::",
              7,
              -1.5,
              true,
              List.of(),
              Arrays.asList(null, 1, "x", List.of(List.of())),
              Map.of(),
              Map.of("Label", List.of("HIGH")),
              Map.of("uid", List.of("x")),
              new BigDecimal("1e400"),
              BigInteger.TWO.pow(70).negate())) {
        if (!names || isName(format, value)) {
          ask(full.with(value, steps).read());
        }
      }
      if (!names) {
        ask(full.without(steps).read());
      }
    }
  }

  private static void collect(@Nullable Object json, List<String> path, List<List<String>> paths) {
    if (!path.isEmpty()) {
      paths.add(path);
    }
    switch (json) {
      case Map<?, ?> members ->
          members.forEach((name, value) -> collect(value, longer(path, "" + name), paths));
      case List<?> elements -> {
        for (int at = 0; at < elements.size(); at++) {
          collect(elements.get(at), longer(path, "" + at), paths);
        }
      }
      case null, default -> {}
    }
  }

  private static List<String> longer(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  private static void ask(Finding finding) {
    Object[] answers = {
      finding.format(),
      finding.identifier(),
      finding.control(),
      finding.standards(),
      finding.product(),
      finding.productArn(),
      finding.account(),
      finding.region(),
      finding.title(),
      finding.types(),
      finding.severity(),
      finding.normalizedSeverity(),
      finding.providerSeverity(),
      finding.workflowStatus(),
      finding.recordState(),
      finding.verificationState(),
      finding.confidence(),
      finding.criticality(),
      finding.updatedAt(),
      finding.resources(),
      finding.note(),
      finding.userDefinedFields(),
      Stream.of(Named.values()).flatMap(field -> field.values(finding)).toList(),
      finding.json(),
      finding.raw("Resources", "Tags", "a"),
      finding.raw("resources", "tags", "name"),
      finding.hashCode(),
      finding.toString()
    };
    assertThat(answers).doesNotContainNull();
    if (finding instanceof OcsfFinding ocsf) {
      assertThat(new Object[] {ocsf.severityId(), ocsf.providerSeverityId(), ocsf.statusId()})
          .doesNotContainNull();
    }
  }
}
