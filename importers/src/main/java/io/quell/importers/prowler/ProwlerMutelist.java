package io.quell.importers.prowler;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.WorkflowStatus;
import io.quell.importers.CardDefaults;
import io.quell.importers.ImportResult;
import io.quell.importers.SourceRule;
import io.quell.importers.SourceRule.LeftOut;
import io.quell.importers.SourceRule.NotImported;
import io.quell.importers.UnreadableSourceException;
import io.quell.importers.source.RefusedException;
import io.quell.importers.source.RuleMaker;
import io.quell.importers.source.RuleMaker.Sign;
import io.quell.importers.source.SourceValue;
import io.quell.importers.source.YamlSource;
import io.quell.importers.source.YamlSource.Replaced;
import io.quell.update.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Prowler's mutelist, for the findings that Prowler sends to Security Hub.
///
/// Each check of each account is an entry: it mutes a finding of the account and the check in one
/// of its Regions, on one of its resources, with all of its tags; unless it, or an entry before it
/// in the same account, excepts the finding.
public final class ProwlerMutelist {
  private static final String MUTELIST = "Mutelist";
  private static final String EVERY = "*";
  private static final Set<String> ENTRY =
      Set.of("Regions", "Resources", "Tags", "Exceptions", "Description");
  private static final Set<String> EXCEPTIONS = Set.of("Accounts", "Regions", "Resources", "Tags");
  /// Each of them stands in every rule after it.
  private static final int MOST_EXCEPTIONS = 250;
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final RuleMaker maker;
  private final List<SourceRule> sourceRules = new ArrayList<>();
  private int entries;

  private ProwlerMutelist(CardDefaults defaults) {
    this.maker = new RuleMaker("Prowler's mutelist", defaults);
  }

  /// Reads a file.
  ///
  /// @param file what errors call it
  /// @throws UnreadableSourceException where it is no YAML, or no mutelist
  public static ImportResult read(String file, byte[] content, CardDefaults defaults)
      throws UnreadableSourceException {
    YamlSource source = YamlSource.read(file, content);
    var mutelist = new ProwlerMutelist(defaults);
    for (Replaced replaced : source.replaced()) {
      mutelist.sourceRules.add(replaced(file, replaced));
    }
    try {
      for (Map.Entry<String, SourceValue> account :
          accounts(file, new SourceValue("", source.root())).entrySet()) {
        mutelist.account(account.getKey(), account.getValue());
      }
    } catch (RefusedException e) {
      throw new UnreadableSourceException(file, e.reason());
    }
    return new ImportResult(mutelist.sourceRules);
  }

  /// An account or a check that stands twice: Prowler takes the later one.
  private static SourceRule replaced(String file, Replaced replaced)
      throws UnreadableSourceException {
    List<String> path = replaced.path();
    String source =
        path.size() == 3
            ? "account %s on line %d".formatted(path.get(2), replaced.line())
            : "check %s of account %s on line %d"
                .formatted(path.getLast(), path.size() > 2 ? path.get(2) : "", replaced.line());
    if (path.size() != 3 && path.size() != 5) {
      throw replaced.refused(file);
    }
    return new LeftOut(source, "it stands again further down, and Prowler takes the later one");
  }

  private static Map<String, SourceValue> accounts(String file, SourceValue root)
      throws UnreadableSourceException, RefusedException {
    for (String old : List.of("Mute List", "Allowlist")) {
      if (!root.at(old).isAbsent()) {
        throw new UnreadableSourceException(
            file,
            "its top member is '%s', of an older Prowler: name it %s once the newer one mutes what you mean"
                .formatted(old, MUTELIST));
      }
    }
    root.members(Set.of(MUTELIST));
    SourceValue list = new SourceValue("Mutelist", root.at(MUTELIST).value());
    list.members(Set.of("Accounts"));
    Map<String, SourceValue> accounts = list.at("Accounts").members();
    for (Map.Entry<String, SourceValue> account : accounts.entrySet()) {
      account.getValue().members(Set.of("Checks"));
      account.getValue().at("Checks").members();
    }
    return accounts;
  }

  private void account(String account, SourceValue part) throws RefusedException {
    List<Criteria> excepted = new ArrayList<>();
    Optional<String> broken = Optional.empty();
    for (Map.Entry<String, SourceValue> check : part.at("Checks").members().entrySet()) {
      if (entries == SourceValue.MOST_ELEMENTS) {
        throw new RefusedException(
            "it has more than %d checks; so many are read".formatted(SourceValue.MOST_ELEMENTS));
      }
      String source =
          "entry %d, check '%s' of account '%s'".formatted(++entries, check.getKey(), account);
      SourceValue entry = new SourceValue("", check.getValue().value());
      try {
        exception(check.getKey(), entry).ifPresent(excepted::add);
        if (excepted.size() > MOST_EXCEPTIONS) {
          throw new RefusedException(
              "more than %d checks of the account have exceptions, and all of them would stand in its rule"
                  .formatted(MOST_EXCEPTIONS));
        }
        if (broken.isPresent()) {
          throw new RefusedException(
              "what %s excepts holds for it too, and that is not imported".formatted(broken.get()));
        }
        sourceRules.add(sourceRule(source, account, check.getKey(), entry, excepted));
      } catch (RefusedException e) {
        sourceRules.add(new NotImported(source, e.reason()));
        if (broken.isEmpty() && !entry.at("Exceptions").isAbsent()) {
          broken = Optional.of(source);
        }
      } catch (IllegalArgumentException e) {
        sourceRules.add(new NotImported(source, String.valueOf(e.getMessage())));
      }
    }
  }

  /// What an entry keeps from being muted by itself and by the entries after it.
  private static Optional<Criteria> exception(String check, SourceValue entry)
      throws RefusedException {
    SourceValue exceptions = entry.at("Exceptions");
    if (exceptions.isAbsent()) {
      return Optional.empty(); // null is refused with the other members
    }
    filled(exceptions.members(EXCEPTIONS));
    List<String> accounts = exceptions.at("Accounts").texts();
    List<String> regions = exceptions.at("Regions").texts();
    List<String> resources = exceptions.at("Resources").texts();
    List<String> tags = exceptions.at("Tags").texts();
    if (accounts.isEmpty() && regions.isEmpty() && resources.isEmpty() && tags.isEmpty()) {
      return Optional.empty();
    }
    List<Criteria> parts = new ArrayList<>();
    ProwlerFinding.check(check).ifPresent(parts::add);
    ProwlerFinding.accounts(accounts).ifPresent(parts::add);
    ProwlerFinding.regions(regions).ifPresent(parts::add);
    ProwlerFinding.resources(resources).ifPresent(parts::add);
    ProwlerTags.excepted(tags).ifPresent(parts::add);
    return Optional.of(Criteria.allOf(parts));
  }

  /// Refuses null, of which Prowler says that the whole mutelist is none.
  private static void filled(Map<String, SourceValue> members) throws RefusedException {
    for (SourceValue member : members.values()) {
      if (member.isAbsent()) {
        throw new RefusedException(
            "%s has no value, and with that Prowler takes the whole file for no mutelist: write [], or take the line out"
                .formatted(member.where()));
      }
    }
  }

  private SourceRule sourceRule(
      String source, String account, String check, SourceValue entry, List<Criteria> excepted)
      throws RefusedException {
    filled(entry.members(ENTRY));
    if (!account.equals(EVERY) && !ACCOUNT.matcher(account).matches()) {
      throw new RefusedException("the account is neither twelve digits nor *");
    }
    for (String list : List.of("Regions", "Resources")) {
      if (entry.at(list).isAbsent()) {
        throw new RefusedException(list + " is missing");
      }
      if (entry.at(list).texts().isEmpty()) {
        return new LeftOut(source, "its %s are empty, so it mutes nothing".formatted(list));
      }
    }
    if (excepted.contains(Criteria.allOf())) {
      return new LeftOut(
          source, "it, or an entry before it, excepts every finding, so it mutes nothing");
    }
    List<Criteria> parts =
        new ArrayList<>(List.of(Named.FORMAT.is(Format.ASFF), Criteria.product("prowler/prowler")));
    if (!account.equals(EVERY)) {
      parts.add(Criteria.account(account));
    }
    ProwlerFinding.check(check).ifPresent(parts::add);
    ProwlerFinding.regions(entry.at("Regions").texts()).ifPresent(parts::add);
    ProwlerFinding.resources(entry.at("Resources").texts()).ifPresent(parts::add);
    ProwlerTags.muted(entry.at("Tags").texts()).ifPresent(parts::add);
    excepted.forEach(exception -> parts.add(Criteria.not(exception)));
    Criteria when = Criteria.allOf(parts);
    String whose = account.equals(EVERY) ? "every account" : "account " + account;
    String what = check.equals(EVERY) ? "every check" : "the check " + check;
    Sign sign =
        new Sign(
            (check.equals(EVERY) ? "every-check" : check)
                + (account.equals(EVERY) ? "" : "-" + account),
            "Prowler's mutelist has %s in %s".formatted(what, whose),
            entry
                .at("Description")
                .optionalText()
                .orElse("Muted in Prowler's mutelist: %s in %s.".formatted(what, whose)),
            Optional.empty(),
            false);
    return maker.rule(
        source,
        sign,
        when,
        List.of(new Action.SetWorkflow(WorkflowStatus.SUPPRESSED)),
        notes(when));
  }

  private static List<String> notes(Criteria when) {
    List<String> notes = new ArrayList<>();
    if (when.fields().contains(Named.RESOURCE_ID)) {
      notes.add(
          "resources are found by the name in their ARN, which is what Prowler sends to Security"
              + " Hub");
    }
    if (when.fields().stream().anyMatch(Field.ResourceTag.class::isInstance)) {
      notes.add(
          "tags are found by their whole key and in one tag each, and spaces around | are taken as"
              + " none");
    }
    return notes;
  }
}
