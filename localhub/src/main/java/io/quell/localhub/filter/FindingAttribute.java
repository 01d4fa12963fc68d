package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// An attribute that findings are filtered and sorted by: its name in the API, the kind of its
/// filters, and where in a finding it stands. Those of GetFindings are here, those of GetFindingsV2
/// in [OcsfAttributes].
///
/// @param path member names; a list on the way stands for all its elements
public record FindingAttribute(String name, FilterKind kind, List<String> path) {
  /// The kinds of filters, by what they are held against.
  public enum FilterKind {
    /// A text.
    STRING,
    /// A map, written as an object.
    MAP,
    /// A map that is written as a list: `[{"name": …, "value": …}]`.
    PAIRS,
    /// A number.
    NUMBER,
    /// A time.
    DATE,
    /// An IP address.
    IP,
    /// True or false.
    BOOLEAN,
    /// A word, looked for everywhere in a finding.
    KEYWORD
  }

  /// All members of `AwsSecurityFindingFilters` in the API reference, with the place in a finding
  /// where it is not the member's own name. A keyword has no place: it is looked for everywhere.
  private static final Map<String, FindingAttribute> ATTRIBUTES =
      table(
          """
          STRING  ProductArn
          STRING  AwsAccountId
          STRING  AwsAccountName
          STRING  Id
          STRING  GeneratorId
          STRING  Region
          STRING  Type                                       Types
          DATE    FirstObservedAt
          DATE    LastObservedAt
          DATE    CreatedAt
          DATE    UpdatedAt
          NUMBER  SeverityProduct                            Severity.Product
          NUMBER  SeverityNormalized                         Severity.Normalized
          STRING  SeverityLabel                              Severity.Label
          NUMBER  Confidence
          NUMBER  Criticality
          STRING  Title
          STRING  Description
          STRING  RecommendationText                         Remediation.Recommendation.Text
          STRING  SourceUrl
          MAP     ProductFields
          STRING  ProductName
          STRING  CompanyName
          MAP     UserDefinedFields
          STRING  MalwareName                                Malware.Name
          STRING  MalwareType                                Malware.Type
          STRING  MalwarePath                                Malware.Path
          STRING  MalwareState                               Malware.State
          STRING  NetworkDirection                           Network.Direction
          STRING  NetworkProtocol                            Network.Protocol
          IP      NetworkSourceIpV4                          Network.SourceIpV4
          IP      NetworkSourceIpV6                          Network.SourceIpV6
          NUMBER  NetworkSourcePort                          Network.SourcePort
          STRING  NetworkSourceDomain                        Network.SourceDomain
          STRING  NetworkSourceMac                           Network.SourceMac
          IP      NetworkDestinationIpV4                     Network.DestinationIpV4
          IP      NetworkDestinationIpV6                     Network.DestinationIpV6
          NUMBER  NetworkDestinationPort                     Network.DestinationPort
          STRING  NetworkDestinationDomain                   Network.DestinationDomain
          STRING  ProcessName                                Process.Name
          STRING  ProcessPath                                Process.Path
          NUMBER  ProcessPid                                 Process.Pid
          NUMBER  ProcessParentPid                           Process.ParentPid
          DATE    ProcessLaunchedAt                          Process.LaunchedAt
          DATE    ProcessTerminatedAt                        Process.TerminatedAt
          STRING  ThreatIntelIndicatorType                   ThreatIntelIndicators.Type
          STRING  ThreatIntelIndicatorValue                  ThreatIntelIndicators.Value
          STRING  ThreatIntelIndicatorCategory               ThreatIntelIndicators.Category
          DATE    ThreatIntelIndicatorLastObservedAt         ThreatIntelIndicators.LastObservedAt
          STRING  ThreatIntelIndicatorSource                 ThreatIntelIndicators.Source
          STRING  ThreatIntelIndicatorSourceUrl              ThreatIntelIndicators.SourceUrl
          STRING  ResourceType                               Resources.Type
          STRING  ResourceId                                 Resources.Id
          STRING  ResourcePartition                          Resources.Partition
          STRING  ResourceRegion                             Resources.Region
          MAP     ResourceTags                               Resources.Tags
          STRING  ResourceAwsEc2InstanceType                 Resources.Details.AwsEc2Instance.Type
          STRING  ResourceAwsEc2InstanceImageId              Resources.Details.AwsEc2Instance.ImageId
          IP      ResourceAwsEc2InstanceIpV4Addresses        Resources.Details.AwsEc2Instance.IpV4Addresses
          IP      ResourceAwsEc2InstanceIpV6Addresses        Resources.Details.AwsEc2Instance.IpV6Addresses
          STRING  ResourceAwsEc2InstanceKeyName              Resources.Details.AwsEc2Instance.KeyName
          STRING  ResourceAwsEc2InstanceIamInstanceProfileArn  Resources.Details.AwsEc2Instance.IamInstanceProfileArn
          STRING  ResourceAwsEc2InstanceVpcId                Resources.Details.AwsEc2Instance.VpcId
          STRING  ResourceAwsEc2InstanceSubnetId             Resources.Details.AwsEc2Instance.SubnetId
          DATE    ResourceAwsEc2InstanceLaunchedAt           Resources.Details.AwsEc2Instance.LaunchedAt
          STRING  ResourceAwsS3BucketOwnerId                 Resources.Details.AwsS3Bucket.OwnerId
          STRING  ResourceAwsS3BucketOwnerName               Resources.Details.AwsS3Bucket.OwnerName
          STRING  ResourceAwsIamAccessKeyUserName            Resources.Details.AwsIamAccessKey.UserName
          STRING  ResourceAwsIamAccessKeyPrincipalName       Resources.Details.AwsIamAccessKey.PrincipalName
          STRING  ResourceAwsIamAccessKeyStatus              Resources.Details.AwsIamAccessKey.Status
          DATE    ResourceAwsIamAccessKeyCreatedAt           Resources.Details.AwsIamAccessKey.CreatedAt
          STRING  ResourceAwsIamUserUserName                 Resources.Details.AwsIamUser.UserName
          STRING  ResourceContainerName                      Resources.Details.Container.Name
          STRING  ResourceContainerImageId                   Resources.Details.Container.ImageId
          STRING  ResourceContainerImageName                 Resources.Details.Container.ImageName
          DATE    ResourceContainerLaunchedAt                Resources.Details.Container.LaunchedAt
          MAP     ResourceDetailsOther                       Resources.Details.Other
          STRING  ResourceProvider                           Resources.Provider
          STRING  ResourceOwnerAccountId                     Resources.Owner.Account.Id
          STRING  ResourceOwnerOrgId                         Resources.Owner.Org.Id
          STRING  ResourceApplicationName                    Resources.ApplicationName
          STRING  ResourceApplicationArn                     Resources.ApplicationArn
          STRING  ComplianceStatus                           Compliance.Status
          STRING  ComplianceSecurityControlId                Compliance.SecurityControlId
          STRING  ComplianceAssociatedStandardsId            Compliance.AssociatedStandards.StandardsId
          STRING  ComplianceSecurityControlParametersName    Compliance.SecurityControlParameters.Name
          STRING  ComplianceSecurityControlParametersValue   Compliance.SecurityControlParameters.Value
          STRING  VerificationState
          STRING  WorkflowState
          STRING  WorkflowStatus                             Workflow.Status
          STRING  RecordState
          STRING  RelatedFindingsProductArn                  RelatedFindings.ProductArn
          STRING  RelatedFindingsId                          RelatedFindings.Id
          STRING  NoteText                                   Note.Text
          DATE    NoteUpdatedAt                              Note.UpdatedAt
          STRING  NoteUpdatedBy                              Note.UpdatedBy
          KEYWORD Keyword
          NUMBER  FindingProviderFieldsConfidence            FindingProviderFields.Confidence
          NUMBER  FindingProviderFieldsCriticality           FindingProviderFields.Criticality
          STRING  FindingProviderFieldsRelatedFindingsId     FindingProviderFields.RelatedFindings.Id
          STRING  FindingProviderFieldsRelatedFindingsProductArn  FindingProviderFields.RelatedFindings.ProductArn
          STRING  FindingProviderFieldsSeverityLabel         FindingProviderFields.Severity.Label
          STRING  FindingProviderFieldsSeverityOriginal      FindingProviderFields.Severity.Original
          STRING  FindingProviderFieldsTypes                 FindingProviderFields.Types
          BOOLEAN Sample
          STRING  VulnerabilitiesExploitAvailable            Vulnerabilities.ExploitAvailable
          STRING  VulnerabilitiesFixAvailable                Vulnerabilities.FixAvailable
          """);

  /// The attribute of this name, if GetFindings has it.
  static Optional<FindingAttribute> named(String name) {
    return Optional.ofNullable(ATTRIBUTES.get(name));
  }

  /// Reads filters on this attribute. Which comparisons they may make depends on the operation.
  Predicate<JsonNode> condition(
      List<JsonPart> filters,
      ReadComparisons.AllowedComparisons allowed,
      Instant now,
      Violations violations) {
    return switch (kind) {
      case STRING -> TextCondition.ofStrings(this, filters, allowed.strings(), violations);
      case MAP, PAIRS -> TextCondition.ofMaps(this, filters, allowed.maps(), violations);
      case NUMBER -> NumberCondition.read(this, filters, violations);
      case DATE -> DateCondition.read(this, filters, now, violations);
      case IP -> IpCondition.read(this, filters, violations);
      case BOOLEAN -> BooleanCondition.read(this, filters, violations);
      case KEYWORD -> KeywordCondition.read(filters, violations);
    };
  }

  /// The values that a finding has at this attribute: none, one, or several where lists are on the
  /// way.
  List<JsonNode> values(JsonNode finding) {
    List<JsonNode> values = elements(finding);
    for (String member : path) {
      List<JsonNode> deeper = new ArrayList<>();
      for (JsonNode value : values) {
        deeper.addAll(elements(value.path(member)));
      }
      values = deeper;
    }
    return values;
  }

  /// The strings among the values.
  List<String> texts(JsonNode finding) {
    return values(finding).stream().filter(JsonNode::isTextual).map(JsonNode::asText).toList();
  }

  /// The strings that the maps at this attribute have for a key.
  List<String> texts(JsonNode finding, String key) {
    List<JsonNode> values = new ArrayList<>();
    for (JsonNode map : values(finding)) {
      if (kind != FilterKind.PAIRS) {
        values.addAll(elements(map.path(key)));
      } else if (map.path("name").asText().equals(key)) {
        values.addAll(elements(map.path("value")));
        values.addAll(elements(map.path("values")));
      }
    }
    return values.stream().filter(JsonNode::isTextual).map(JsonNode::asText).toList();
  }

  private static List<JsonNode> elements(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    List<JsonNode> elements = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(elements::add);
    } else {
      elements.add(node);
    }
    return elements;
  }

  /// Reads a table of attributes: the kind, the name, and the place where it is not the name.
  static Map<String, FindingAttribute> table(String text) {
    Map<String, FindingAttribute> attributes = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      List<String> words = List.of(line.split(" +", -1));
      String name = words.get(1);
      List<String> path = List.of(words.getLast().split("\\.", -1));
      attributes.put(name, new FindingAttribute(name, FilterKind.valueOf(words.getFirst()), path));
    }
    return Collections.unmodifiableMap(attributes);
  }
}
