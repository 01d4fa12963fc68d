package io.quell.lint.forms;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The ids of controls. A control's own id is its service and a number, `S3.9`. Where control
/// findings are not consolidated, those of PCI DSS have `PCI.` before it, and those of CIS have the
/// number of the requirement, `1.10`.
///
/// The services are those of the controls reference in Security Hub's user guide. Others may come,
/// so that an id of another service is right as long as it has the form.
final class ControlSpeller implements Speller {
  private static final Map<String, String> SERVICES =
      Stream.of(
              "ACM",
              "APIGateway",
              "Account",
              "AppSync",
              "Athena",
              "AutoScaling",
              "Backup",
              "CloudFormation",
              "CloudFront",
              "CloudTrail",
              "CloudWatch",
              "CodeBuild",
              "Cognito",
              "Config",
              "Connect",
              "DMS",
              "DataFirehose",
              "DataSync",
              "DocumentDB",
              "DynamoDB",
              "EC2",
              "ECR",
              "ECS",
              "EFS",
              "EKS",
              "ELB",
              "EMR",
              "ES",
              "ElastiCache",
              "ElasticBeanstalk",
              "EventBridge",
              "FSx",
              "Glue",
              "GuardDuty",
              "IAM",
              "Inspector",
              "KMS",
              "Kinesis",
              "Lambda",
              "MQ",
              "MSK",
              "Macie",
              "Neptune",
              "NetworkFirewall",
              "Opensearch",
              "PCA",
              "RDS",
              "Redshift",
              "RedshiftServerless",
              "Route53",
              "S3",
              "SNS",
              "SQS",
              "SSM",
              "SageMaker",
              "SecretsManager",
              "ServiceCatalog",
              "StepFunctions",
              "Transfer",
              "WAF")
          .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));
  /// The user guide has one control with another spelling of its service.
  private static final String ALSO_RIGHT = "Autoscaling";

  private static final Pattern ID =
      Pattern.compile(
          "(?:PCI\\.)?(?<service>[A-Z][A-Za-z0-9]*)\\.[1-9][0-9]*|[0-9]+(?:\\.[0-9]+)+");
  private static final Pattern AROUND =
      Pattern.compile(
          "\\s*\\[?\\s*(?:arn:.*security-control/|security-control/|.*/v/[^/]+/(?:rule/)?)?"
              + "(?:(?:AWS|SecurityHub|SH|A?FSBP)[\\s._:-]+)*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CIS =
      Pattern.compile(
          "CIS[\\s._:-]*v?(?<requirement>[0-9]*(?:\\.[0-9]+)*)\\.?.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern PARTS =
      Pattern.compile(
          "(?<pci>PCI[\\s._:-]+)?(?<service>[A-Za-z][A-Za-z0-9]*?)(?:(?<separator>[\\s._:-]+)0*(?<number>[1-9][0-9]*)?)?\\s*\\]?\\s*",
          Pattern.CASE_INSENSITIVE);

  @Override
  @SuppressWarnings(
      "JdkObsolete") // asks whether more text could make an id of it, not where it ends
  public Optional<Correction> correct(String text, Extent extent) {
    Matcher cis = CIS.matcher(AROUND.matcher(text).replaceFirst(""));
    if (cis.matches()) {
      String requirement = cis.group("requirement");
      return Optional.of(
          Correction.of(
              "test the control's own id, such as IAM.5; only where control findings are not consolidated is it the number alone, %s"
                  .formatted(
                      requirement.isEmpty() ? "such as 1.10" : "'%s'".formatted(requirement))));
    }
    Matcher id = ID.matcher(text);
    boolean mayBeRight = id.matches() || (extent == Extent.BEGINNING && id.hitEnd());
    return mayBeRight ? inItsCase(text) : taken(text, extent);
  }

  /// What is wrong with a text of the right form: the case of its service, where that is known.
  private static Optional<Correction> inItsCase(String text) {
    String service = text.replaceFirst("^PCI\\.", "");
    int dot = service.indexOf('.');
    String known =
        dot < 0 ? null : SERVICES.get(service.substring(0, dot).toLowerCase(Locale.ROOT));
    return known == null
            || service.startsWith(known)
            || service.substring(0, dot).equals(ALSO_RIGHT)
        ? Optional.empty()
        : Optional.of(
            Correction.to(
                text.substring(0, text.length() - service.length())
                    + known
                    + service.substring(dot)));
  }

  /// The text taken apart and put together rightly.
  private static Optional<Correction> taken(String text, Extent extent) {
    Matcher parts = PARTS.matcher(AROUND.matcher(text).replaceFirst(""));
    boolean isWhole = extent == Extent.WHOLE;
    if (parts.matches() && (!isWhole || parts.group("number") != null)) {
      String written = parts.group("service");
      String known = SERVICES.get(written.toLowerCase(Locale.ROOT));
      boolean isNamed = known != null || Character.isUpperCase(written.charAt(0));
      if (isNamed) {
        return Optional.of(
            Correction.to(
                (parts.group("pci") == null ? "" : "PCI.")
                    + (known == null || written.equals(ALSO_RIGHT) ? written : known)
                    + (parts.group("separator") == null ? "" : ".")
                    + (parts.group("number") == null ? "" : parts.group("number"))));
      }
    }
    return Optional.of(
        Correction.of("the id of a control is its service and a number, such as 'S3.9'"));
  }
}
