package io.quell.finding;

import io.quell.value.JsonOutline;
import io.quell.value.JsonTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One result in Security Hub, read without regard to its format. What has no method here is a
/// field that criteria test, and has its values too.
///
/// Nothing but the identifier is certain to be there: real findings leave out compliance, tags,
/// product names and even the account. What is missing, null, blank or of another type than the
/// format asks for is empty here.
public abstract sealed class Finding permits AsffFinding, OcsfFinding {
  /// The state of a record that its provider has not ended.
  public static final String ACTIVE = "ACTIVE";

  private final Map<String, Object> json;
  private final FindingIdentifier identifier;
  private final Lists lists;
  /// Read when they are asked for: most findings are decided on without.
  private @Nullable List<Resource> resources;

  private @Nullable List<Map<String, Object>> vulnerabilities;

  /// Where a format has its lists.
  ///
  /// @param resources the member that has the resources
  /// @param ofResource where one of them has its fields
  /// @param vulnerabilities the member that has the vulnerabilities
  record Lists(
      List<String> resources, Resource.ResourcePlaces ofResource, List<String> vulnerabilities) {}

  Finding(Map<String, Object> json, FindingIdentifier identifier, Lists lists) {
    this.json = JsonOutline.unmodifiable(json);
    this.identifier = identifier;
    this.lists = lists;
  }

  /// The format the finding came in.
  public final Format format() {
    return identifier.format();
  }

  /// What names the finding in an update.
  public FindingIdentifier identifier() {
    return identifier;
  }

  /// The Security Hub control that raised the finding, such as `S3.9`; empty for other products'
  /// findings.
  public abstract Optional<String> control();

  /// The standards the control belongs to, such as
  /// `standards/aws-foundational-security-best-practices/v/1.0.0`.
  public abstract List<String> standards();

  /// The product, by the last two parts of its ARN: `aws/guardduty`, or `111122223333/default` for
  /// an own product.
  public abstract Optional<String> product();

  /// The product's ARN as delivered.
  public abstract Optional<String> productArn();

  /// The twelve digits of the account that the finding is about.
  public abstract Optional<String> account();

  /// The Region that the finding is about.
  public abstract Optional<String> region();

  /// The finding's title.
  public final Optional<String> title() {
    return place(AsffPlace.TITLE, OcsfPlace.TITLE).value(json);
  }

  /// The finding's types, `namespace/category/classifier`.
  public final List<String> types() {
    return place(AsffPlace.TYPE, OcsfPlace.TYPE).values(json).toList();
  }

  /// The severity now in force: the customer's where one was set, else the provider's.
  public abstract Optional<SeverityLabel> severity();

  /// The normalized severity now in force, 0–100.
  public final OptionalDouble normalizedSeverity() {
    OptionalDouble normalized =
        place(AsffPlace.NORMALIZED_SEVERITY, OcsfPlace.NORMALIZED_SEVERITY).number(json);
    return normalized.isPresent()
        ? normalized
        : severity().stream().mapToDouble(SeverityLabel::lowestNormalized).findFirst();
  }

  /// The severity that the provider gave, which no update of a customer changes.
  public Optional<SeverityLabel> providerSeverity() {
    return place(AsffPlace.PROVIDER_SEVERITY, OcsfPlace.PROVIDER_SEVERITY)
        .firstValue(json)
        .map(SeverityLabel::valueOf);
  }

  /// The customer's answer.
  public final Optional<WorkflowStatus> workflowStatus() {
    return place(AsffPlace.WORKFLOW_STATUS, OcsfPlace.WORKFLOW_STATUS)
        .value(json)
        .map(WorkflowStatus::valueOf);
  }

  /// The provider's state of the record: ACTIVE or ARCHIVED.
  public abstract Optional<String> recordState();

  /// The customer's judgement, such as FALSE_POSITIVE.
  public final Optional<String> verificationState() {
    return place(AsffPlace.VERIFICATION_STATE, OcsfPlace.VERIFICATION_STATE).value(json);
  }

  /// The likelihood that the finding identifies what it was meant to, 0–100.
  public final OptionalDouble confidence() {
    return place(AsffPlace.CONFIDENCE, OcsfPlace.CONFIDENCE).number(json);
  }

  /// The importance of the resources, 0–100.
  public final OptionalDouble criticality() {
    return place(AsffPlace.CRITICALITY, OcsfPlace.CRITICALITY).number(json);
  }

  /// When the provider last updated the finding. An update by a customer leaves it as it is.
  public final Optional<Instant> updatedAt() {
    return place(AsffPlace.UPDATED_AT, OcsfPlace.UPDATED_AT).time(json);
  }

  /// The resources the finding is about, in the order delivered. Most findings have one.
  public final List<Resource> resources() {
    List<Resource> read = resources;
    if (read == null) {
      List<Resource> all = new ArrayList<>();
      for (Map<String, Object> resource : JsonTree.objects(json, lists.resources())) {
        all.add(new Resource(resource, lists.ofResource()));
      }
      read = Collections.unmodifiableList(all);
      resources = read;
    }
    return read;
  }

  /// The vulnerabilities that the finding reports, as delivered and in that order.
  public final List<Map<String, Object>> vulnerabilities() {
    List<Map<String, Object>> read = vulnerabilities;
    if (read == null) {
      read = Collections.unmodifiableList(JsonTree.objects(json, lists.vulnerabilities()));
      vulnerabilities = read;
    }
    return read;
  }

  /// The note the finding carries now. Its author is empty where the format does not say who wrote
  /// it.
  public final Optional<Note> note() {
    return place(AsffPlace.NOTE_TEXT, OcsfPlace.NOTE_TEXT)
        .value(json)
        .map(
            text ->
                new Note(
                    text,
                    place(AsffPlace.NOTE_AUTHOR, OcsfPlace.NOTE_AUTHOR).value(json).orElse("")));
  }

  /// The customer's name-value pairs.
  public abstract Map<String, String> userDefinedFields();

  /// The finding as it was delivered.
  public final Map<String, Object> json() {
    return json;
  }

  /// All values at a path of the delivered JSON, for what has no name here.
  ///
  /// @param path the names of the members, outermost first; a list on the way stands for each of
  ///     its elements
  public final List<Object> raw(String... path) {
    return JsonTree.at(json, List.of(path));
  }

  /// The same finding with other members at the top of its JSON; null takes a member away. The
  /// members that name the finding stay.
  public abstract Finding with(Map<String, @Nullable Object> members);

  /// Reads one finding.
  ///
  /// @param json the finding's JSON, as [Json] reads it
  /// @throws UnreadableException where it is no finding that an update could name
  public static Finding read(@Nullable Object json) throws UnreadableException {
    if (!(json instanceof Map)) {
      throw new UnreadableException("a finding is a JSON object, not " + JsonTree.kind(json));
    }
    Map<String, Object> members = JsonTree.object(json);
    return OcsfFinding.isOne(members) ? OcsfFinding.read(members) : AsffFinding.read(members);
  }

  /// A finding of which nothing is known but the values at some places, not even what names it. Two
  /// findings that have the same there cannot be told apart by it.
  ///
  /// @param paths the names of one or two members each, the outer one first
  public final Finding onlyAt(List<List<String>> paths) {
    Map<String, Object> known = new LinkedHashMap<>();
    for (List<String> path : paths) {
      Object outer = json.get(path.getFirst());
      if (path.size() == 1) {
        if (outer != null) {
          known.put(path.getFirst(), outer);
        }
      } else if (outer instanceof Map<?, ?> members && members.get(path.getLast()) != null) {
        JsonTree.object(known.computeIfAbsent(path.getFirst(), _ -> new LinkedHashMap<>()))
            .put(path.getLast(), members.get(path.getLast()));
      }
    }
    return nameless(known);
  }

  /// The values at some places as bytes to compare: where two findings of a format have the same
  /// bytes, they have the same values there.
  ///
  /// @param paths the names of one or more members each, outermost first
  public final byte[] textAt(List<List<String>> paths) {
    return JsonOutline.textAt(json, paths);
  }

  /// A finding of the same format that nothing names.
  abstract Finding nameless(Map<String, Object> members);

  private FieldPlace place(AsffPlace asff, OcsfPlace ocsf) {
    return switch (format()) {
      case ASFF -> asff.place();
      case OCSF -> ocsf.place();
    };
  }

  /// The text at a path.
  final Optional<String> text(String... path) {
    return JsonTree.text(json, path);
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Finding finding && json.equals(finding.json);
  }

  @Override
  public final int hashCode() {
    return Objects.hash(identifier);
  }
}
