package io.quell.testing.random;

import static io.quell.testing.random.RandomRules.one;

import io.quell.finding.AsffFinding;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.testing.Findings;
import io.quell.testing.OcsfFindings;
import io.quell.testing.SampleFinding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Findings in any state, and what others than Quell do to them; the same for the same seed.
public final class RandomFindings {
  /// The types that findings have and rules set.
  public static final List<String> TYPES =
      List.of("TTPs/Discovery", "Effects/Data Exposure", "TTPs/Persistence");
  /// The identifiers of related findings.
  public static final List<String> RELATED = List.of("one", "another");
  /// The product of related findings.
  public static final String PRODUCT = "arn:aws:securityhub:eu-west-1::product/aws/guardduty";
  /// The names of user-defined fields.
  public static final List<String> NAMES = List.of("team", "ticket");
  /// The values of tags and of user-defined fields.
  public static final List<String> WORDS = List.of("x", "y", "z");

  private static final List<String> LABELS =
      List.of("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL");
  private static final List<Integer> SCORES = List.of(0, 1, 25, 40, 55, 70, 80, 90, 100);
  private static final List<String> STATUSES =
      List.of("NEW", "NEW", "NEW", "NOTIFIED", "SUPPRESSED", "RESOLVED", "OPEN");
  private static final List<String> STATES =
      List.of("UNKNOWN", "TRUE_POSITIVE", "FALSE_POSITIVE", "BENIGN_POSITIVE", "MAYBE");
  private static final List<String> COMPLIANCE = List.of("FAILED", "FAILED", "PASSED", "WARNING");
  private static final List<String> OCSF_COMPLIANCE = List.of("Fail", "Fail", "Pass", "Warning");
  private static final List<Object> STATUS_IDS = List.of(1, 1, 1, 1, 2, 3, 4, 0, 5, 6, 99, 7, "1");
  private static final List<Object> SEVERITY_IDS =
      List.of(1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 0, 6, 99, 7, "4");

  private RandomFindings() {}

  /// A finding as its provider and people may have left it, which Quell has never seen.
  public static SampleFinding untouched(Random random, Format format) {
    return switch (format) {
      case ASFF -> untouchedAsff(random);
      case OCSF -> untouchedOcsf(random);
    };
  }

  private static SampleFinding untouchedAsff(Random random) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(Findings.finding().json());
    json.remove(AsffFinding.PROVIDER_FIELDS);
    json.remove("Types");
    Map<String, Object> providers = new LinkedHashMap<>();
    providers.put("Severity", severity(random));
    if (random.nextInt(3) == 0) {
      json.put("Confidence", 40);
      providers.put("Confidence", 40);
    }
    if (random.nextInt(3) == 0) {
      json.put("Criticality", 60);
      providers.put("Criticality", 60);
    }
    if (random.nextInt(3) > 0) {
      json.put("Types", List.of(TYPES.getFirst()));
      providers.put("Types", List.of(TYPES.getFirst()));
    }
    if (random.nextInt(8) == 0) {
      json.put("RelatedFindings", List.of(related(RELATED.getFirst())));
      providers.put("RelatedFindings", List.of(related(RELATED.getFirst())));
    }
    json.put("Severity", providers.get("Severity"));
    switch (random.nextInt(10)) {
      case 0 -> {} // an old finding without the provider's fields
      case 1 -> {
        json.remove("Severity");
        providers.remove("Severity");
        json.put(AsffFinding.PROVIDER_FIELDS, providers);
      }
      default -> json.put(AsffFinding.PROVIDER_FIELDS, providers);
    }
    Findings.Sample sample = new Findings.Sample(json);
    sample = random.nextInt(8) == 0 ? sample.without("Workflow") : sample;
    if (random.nextInt(3) == 0) {
      sample = sample.tag("stage", one(random, WORDS));
    }
    SampleFinding touched = sample;
    int touches = random.nextInt(3);
    for (int at = 0; at < touches; at++) {
      touched = touched(random, touched);
    }
    return touched;
  }

  private static Map<String, Object> severity(Random random) {
    Map<String, Object> severity = new LinkedHashMap<>();
    int score = one(random, SCORES);
    if (random.nextInt(6) > 0) {
      severity.put("Label", SeverityLabel.ofNormalized(score).orElseThrow().name());
    }
    if (severity.isEmpty() || random.nextInt(6) > 0) {
      severity.put("Normalized", score);
    }
    if (random.nextInt(4) == 0) {
      severity.put("Product", score / 10.0);
    }
    return severity;
  }

  private static Map<String, String> related(String id) {
    return Map.of("Id", id, "ProductArn", PRODUCT);
  }

  private static SampleFinding untouchedOcsf(Random random) {
    SampleFinding sample = OcsfFindings.ocsfFinding();
    Object severity = one(random, SEVERITY_IDS);
    sample =
        sample.with(severity, "severity_id").with(severity, "vendor_attributes", "severity_id");
    sample =
        switch (random.nextInt(10)) {
          case 0 -> sample.without("vendor_attributes");
          case 1 -> sample.without("severity_id");
          case 2 -> sample.without("status_id").without("status");
          case 3 -> sample.with(random.nextInt(101), "confidence_score");
          default -> sample;
        };
    if (random.nextInt(3) == 0) {
      sample = sample.tag("stage", one(random, WORDS));
    }
    int touches = random.nextInt(3);
    for (int at = 0; at < touches; at++) {
      sample = touched(random, sample);
    }
    return sample;
  }

  /// The finding after its provider, a person or a tool has changed something on it.
  public static SampleFinding touched(Random random, SampleFinding sample) {
    return switch (sample) {
      case Findings.Sample asff -> touched(random, asff);
      case OcsfFindings.OcsfSample ocsf -> touched(random, ocsf);
      default -> throw new IllegalArgumentException("a sample of no format: " + sample);
    };
  }

  private static SampleFinding touched(Random random, Findings.Sample sample) {
    return switch (random.nextInt(16)) {
      case 0, 1 -> sample.severityInForce(SeverityLabel.valueOf(one(random, LABELS)));
      case 2, 3 ->
          sample.json().get(AsffFinding.PROVIDER_FIELDS) instanceof Map<?, ?>
              ? sample.with(severity(random), AsffFinding.PROVIDER_FIELDS, "Severity")
              : sample;
      case 4, 5 -> sample.with(one(random, STATUSES), "Workflow", "Status");
      case 6 -> sample.with(one(random, STATES), "VerificationState");
      case 7 -> sample.with(one(random, COMPLIANCE), "Compliance", "Status");
      case 8 -> sample.with(random.nextInt(4) == 0 ? "ARCHIVED" : "ACTIVE", "RecordState");
      case 9 -> customers(sample, 10 * random.nextInt(11), "Confidence");
      case 10 -> customers(sample, 10 * random.nextInt(11), "Criticality");
      case 11 -> customers(sample, List.of(one(random, TYPES)), "Types");
      case 12 -> customers(sample, List.of(related(one(random, RELATED))), "RelatedFindings");
      case 13 -> sample.userDefinedField(one(random, NAMES), one(random, List.of("x", "y", " ")));
      case 14 -> sample.note(one(random, List.of("Mine.", "Quell rule a: suppressed.")), "ann");
      default -> filled(random, sample);
    };
  }

  /// What a customer sets: the provider's fields stay.
  private static Findings.Sample customers(Findings.Sample sample, Object value, String member) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(sample.json());
    json.put(member, value);
    return new Findings.Sample(json);
  }

  /// With many user-defined fields of another tool.
  private static Findings.Sample filled(Random random, Findings.Sample sample) {
    Map<String, String> fields = new LinkedHashMap<>(sample.read().userDefinedFields());
    int many = one(random, List.of(1, 2, 40, 45, 46, 47, 48, 49, 50));
    for (int at = 0; fields.size() < many; at++) {
      fields.put("field " + at, "value");
    }
    return sample.with(fields, "UserDefinedFields");
  }

  private static SampleFinding touched(Random random, OcsfFindings.OcsfSample sample) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> sample.with(one(random, SEVERITY_IDS), "severity_id");
      case 2, 3 -> sample.with(one(random, SEVERITY_IDS), "vendor_attributes", "severity_id");
      case 4, 5 -> sample.with(one(random, STATUS_IDS), "status_id");
      case 6 -> sample.with(one(random, OCSF_COMPLIANCE), "compliance", "status");
      case 7 -> sample.with(1 + random.nextInt(3), "activity_id");
      case 8 ->
          sample.with(
              1_780_214_400_000L + 86_400_000L * random.nextInt(4),
              "finding_info",
              "modified_time");
      default ->
          random.nextInt(3) == 0
              ? sample.comment(one(random, List.of("Mine.", " ", "Quell rule a: suppressed.")))
              : sample;
    };
  }

  /// The finding with something that looks like a mark, and that the book of this name has not
  /// written there: one that somebody has planted, a broken one, a former version's, another
  /// book's.
  public static SampleFinding planted(Random random, SampleFinding sample, String book) {
    String name = one(random, List.of(book, book, "other", "unnamed", "none", "a b"));
    List<String> rules = List.of(",", ",a,", ",a,b-2,", ",gone,", ",*,", ",A,", "", "a", ",a,,");
    return switch (sample) {
      case Findings.Sample asff ->
          random.nextInt(3) == 0
              ? asff.with(formerFields(random), "UserDefinedFields")
              : asff.userDefinedField("QuellBook", name)
                  .userDefinedField("QuellRules", one(random, rules))
                  .userDefinedField("QuellMark", mark(random));
      case OcsfFindings.OcsfSample ocsf ->
          ocsf.comment(
              random.nextInt(3) == 0
                  ? "Said. [quell:%04x rules=a workflow=SUPPRESSED workflowBefore=NEW]"
                      .formatted(checksum("Said."))
                  : "Said. [quell:%s %04x %s %s]"
                      .formatted(
                          name,
                          random.nextInt(8) == 0 ? 0 : checksum("Said."),
                          one(random, rules),
                          mark(random)));
      default -> throw new IllegalArgumentException("a sample of no format: " + sample);
    };
  }

  private static int checksum(String said) {
    var sum = new CRC32();
    sum.update(said.getBytes(StandardCharsets.UTF_8));
    return (int) (sum.getValue() & 0xffff);
  }

  private static String mark(Random random) {
    List<String> words = new ArrayList<>();
    words.add(random.nextInt(10) == 0 ? "3" : "2");
    List<String> statuses = List.of("NEW", "NOTIFIED", "SUPPRESSED", "RESOLVED", "UNKNOWN", "LOW");
    if (random.nextBoolean()) {
      words.add("wf=" + one(random, statuses) + before(random, one(random, statuses)));
    }
    if (random.nextBoolean()) {
      String number = random.nextInt(4) == 0 ? "/" + one(random, SCORES) : "";
      words.add("sev=" + one(random, LABELS) + number + before(random, one(random, LABELS)));
    }
    if (random.nextInt(4) == 0) {
      words.add("vs=" + one(random, STATES));
    }
    if (random.nextInt(4) == 0) {
      words.add("cf=" + one(random, List.of("40", "90", "many")));
    }
    if (random.nextInt(4) == 0) {
      words.add("ps=" + one(random, List.of("4", "5.5", "x")) + before(random, "1"));
    }
    if (random.nextInt(6) == 0) {
      words.add(
          one(
              random,
              List.of("own=abc", "re=2026-05-31", "re=soon", "nonsense", "", "ty=", "x=y", "no=")));
    }
    if (random.nextInt(3) == 0) {
      words.add("no=" + one(random, List.of("wf:a", "sev:a,wf:b-2", "wf:*", "x:a", "wf", "*")));
    }
    return String.join(" ", words);
  }

  private static String before(Random random, String value) {
    return random.nextInt(4) == 0 ? "" : "<" + value;
  }

  private static Map<String, String> formerFields(Random random) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> statuses = List.of("NEW", "NOTIFIED", "SUPPRESSED", "RESOLVED", "none", "x");
    fields.put("quell.rules", one(random, List.of("a", "a,b-2", "gone,", "none", "")));
    if (random.nextBoolean()) {
      fields.put("quell.workflow", one(random, statuses));
      fields.put("quell.workflowBefore", one(random, statuses));
    }
    if (random.nextBoolean()) {
      fields.put("quell.severity", one(random, LABELS));
      fields.put("quell.severityBefore", one(random, LABELS));
    }
    if (random.nextInt(6) == 0) {
      fields.put("quell.released", one(random, List.of("true", "none")));
    }
    fields.put("quell.expires", "never");
    return fields;
  }
}
