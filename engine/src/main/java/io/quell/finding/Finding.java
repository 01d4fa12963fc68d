package io.quell.finding;

import io.quell.value.JsonTree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One result in Security Hub, read without regard to its format. What has no method here is a
/// field that criteria test, and has its values too.
///
/// Nothing but the identifier is certain to be there: real findings leave out compliance, tags,
/// product names and even the account. What is missing, null, blank or of another type than the
/// format asks for is empty here.
public sealed interface Finding permits AsffFinding, OcsfFinding {

  /// The format the finding came in.
  Format format();

  /// What names the finding in an update.
  FindingIdentifier identifier();

  /// The Security Hub control that raised the finding, such as `S3.9`; empty for other products'
  /// findings.
  Optional<String> control();

  /// The standards the control belongs to, such as
  /// `standards/aws-foundational-security-best-practices/v/1.0.0`.
  List<String> standards();

  /// The product, by the last two parts of its ARN: `aws/guardduty`, or `111122223333/default` for
  /// an own product.
  Optional<String> product();

  /// The product's ARN as delivered.
  Optional<String> productArn();

  /// The twelve digits of the account that the finding is about.
  Optional<String> account();

  /// The Region that the finding is about.
  Optional<String> region();

  /// The finding's title.
  Optional<String> title();

  /// The finding's types, `namespace/category/classifier`.
  List<String> types();

  /// The severity now in force: the customer's where one was set, else the provider's.
  Optional<SeverityLabel> severity();

  /// The normalized severity now in force, 0–100.
  OptionalDouble normalizedSeverity();

  /// The severity that the provider gave, which no update of a customer changes.
  Optional<SeverityLabel> providerSeverity();

  /// The customer's answer.
  Optional<WorkflowStatus> workflowStatus();

  /// The provider's state of the record: ACTIVE or ARCHIVED.
  Optional<String> recordState();

  /// The customer's judgement, such as FALSE_POSITIVE.
  Optional<String> verificationState();

  /// The likelihood that the finding identifies what it was meant to, 0–100.
  OptionalDouble confidence();

  /// The importance of the resources, 0–100.
  OptionalDouble criticality();

  /// When the provider last updated the finding. An update by a customer leaves it as it is.
  Optional<Instant> updatedAt();

  /// The resources the finding is about, in the order delivered. Most findings have one.
  List<Resource> resources();

  /// The note the finding carries now.
  Optional<Note> note();

  /// The customer's name-value pairs.
  Map<String, String> userDefinedFields();

  /// The finding as it was delivered.
  Map<String, Object> json();

  /// All values at a path of the delivered JSON, for what has no name here.
  ///
  /// @param path the names of the members, outermost first; a list on the way stands for each of
  ///     its elements
  default List<Object> raw(String... path) {
    return JsonTree.at(json(), List.of(path));
  }

  /// The same finding with other members at the top of its JSON; null takes a member away. The
  /// members that name the finding stay.
  Finding with(Map<String, @Nullable Object> members);

  /// Reads one finding.
  ///
  /// @param json the finding's JSON, as [Json] reads it
  /// @throws UnreadableException where it is no finding that an update could name
  static Finding read(@Nullable Object json) throws UnreadableException {
    if (!(json instanceof Map)) {
      throw new UnreadableException("a finding is a JSON object, not " + JsonTree.kind(json));
    }
    Map<String, Object> members = JsonTree.object(json);
    return OcsfFinding.isOne(members) ? OcsfFinding.read(members) : AsffFinding.read(members);
  }
}
