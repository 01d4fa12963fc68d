package io.quell.importers.automation;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The fields that an automation rule of the first version may test, all members of
/// `AutomationRulesFindingFilters`, and what each is in Quell: a field with a name of its own where
/// that says the same, else a path of the finding's JSON.
public enum AutomationField {
  PRODUCT_ARN("ProductArn", Criteria.raw("ProductArn")),
  AWS_ACCOUNT_ID("AwsAccountId", Named.ACCOUNT),
  ID("Id", Named.ID),
  GENERATOR_ID("GeneratorId", Named.GENERATOR),
  TYPE("Type", Named.TYPE),
  FIRST_OBSERVED_AT("FirstObservedAt", FilterKind.DATE, Named.FIRST_OBSERVED_AT),
  LAST_OBSERVED_AT("LastObservedAt", FilterKind.DATE, Named.LAST_OBSERVED_AT),
  CREATED_AT("CreatedAt", FilterKind.DATE, Named.CREATED_AT),
  UPDATED_AT("UpdatedAt", FilterKind.DATE, Named.UPDATED_AT),
  CONFIDENCE("Confidence", FilterKind.NUMBER, Named.CONFIDENCE),
  CRITICALITY("Criticality", FilterKind.NUMBER, Named.CRITICALITY),
  TITLE("Title", Named.TITLE),
  DESCRIPTION("Description", Named.DESCRIPTION),
  SOURCE_URL("SourceUrl", Criteria.raw("SourceUrl")),
  PRODUCT_NAME("ProductName", Criteria.raw("ProductName")),
  COMPANY_NAME("CompanyName", Criteria.raw("CompanyName")),
  SEVERITY_LABEL("SeverityLabel", Named.SEVERITY),
  RESOURCE_TYPE("ResourceType", Named.RESOURCE_TYPE),
  RESOURCE_ID("ResourceId", Named.RESOURCE_ID),
  RESOURCE_PARTITION("ResourcePartition", Named.RESOURCE_PARTITION),
  RESOURCE_REGION("ResourceRegion", Named.RESOURCE_REGION),
  RESOURCE_TAGS("ResourceTags", Criteria::resourceTag),
  RESOURCE_DETAILS_OTHER(
      "ResourceDetailsOther", key -> Criteria.rawResource("Details", "Other", key)),
  COMPLIANCE_STATUS("ComplianceStatus", Named.COMPLIANCE_STATUS),
  COMPLIANCE_SECURITY_CONTROL_ID(
      "ComplianceSecurityControlId", Criteria.raw("Compliance", "SecurityControlId")),
  COMPLIANCE_ASSOCIATED_STANDARDS_ID(
      "ComplianceAssociatedStandardsId",
      Criteria.raw("Compliance", "AssociatedStandards", "StandardsId")),
  VERIFICATION_STATE("VerificationState", Named.VERIFICATION_STATE),
  WORKFLOW_STATUS("WorkflowStatus", Named.WORKFLOW_STATUS),
  RECORD_STATE("RecordState", Named.RECORD_STATE),
  RELATED_FINDINGS_PRODUCT_ARN(
      "RelatedFindingsProductArn", Criteria.raw("RelatedFindings", "ProductArn")),
  RELATED_FINDINGS_ID("RelatedFindingsId", Criteria.raw("RelatedFindings", "Id")),
  NOTE_TEXT("NoteText", Named.NOTE_TEXT),
  NOTE_UPDATED_AT("NoteUpdatedAt", FilterKind.DATE, Criteria.raw("Note", "UpdatedAt")),
  NOTE_UPDATED_BY("NoteUpdatedBy", Named.NOTE_AUTHOR),
  USER_DEFINED_FIELDS("UserDefinedFields", Criteria::userDefinedField),
  RESOURCE_APPLICATION_ARN("ResourceApplicationArn", Criteria.rawResource("ApplicationArn")),
  RESOURCE_APPLICATION_NAME("ResourceApplicationName", Criteria.rawResource("ApplicationName")),
  AWS_ACCOUNT_NAME("AwsAccountName", Criteria.raw("AwsAccountName")),
  RESOURCE_PROVIDER("ResourceProvider", Criteria.rawResource("Provider")),
  RESOURCE_OWNER_ACCOUNT_ID(
      "ResourceOwnerAccountId", Criteria.rawResource("Owner", "Account", "Id")),
  RESOURCE_OWNER_ORG_ID("ResourceOwnerOrgId", Criteria.rawResource("Owner", "Org", "Id"));

  /// The kinds of filters.
  public enum FilterKind {
    STRING,
    MAP,
    NUMBER,
    DATE
  }

  private static final Map<String, AutomationField> BY_MEMBER =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(AutomationField::member, field -> field));

  private final String member;
  private final FilterKind kind;

  @SuppressWarnings("ImmutableEnumChecker") // every function is one that captures nothing mutable
  private final Function<String, Field> field;

  AutomationField(String member, Field field) {
    this(member, FilterKind.STRING, field);
  }

  AutomationField(String member, FilterKind kind, Field field) {
    this.member = member;
    this.kind = kind;
    this.field = _ -> field;
  }

  AutomationField(String member, Function<String, Field> fieldOfKey) {
    this.member = member;
    this.kind = FilterKind.MAP;
    this.field = fieldOfKey;
  }

  /// Its name in Security Hub.
  public String member() {
    return member;
  }

  /// What filters it takes.
  public FilterKind kind() {
    return kind;
  }

  /// The field in Quell.
  ///
  /// @param key the key in the map, where it is one; otherwise of no account
  public Field field(String key) {
    return field.apply(key);
  }

  static Map<String, AutomationField> byMember() {
    return BY_MEMBER;
  }
}
