"""Step 3: a model → the record that shows it, and how each field gets from one to the other.

Step 3. The localiser follows it; the meaning of a field comes from the marks at the model's field.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from ...model import (
    agencies,
    campaigns,
    changes,
    contingency,
    courses,
    drills,
    facts,
    first_aid,
    host,
    library,
    procedures,
    referral_paths,
    referrals,
    site,
    sources,
    staff,
    staff_words,
)
from ...model.fields import Model
from ...model.marks import ForColleagues, NamesContact, NamesRule, WhenOver, marked
from ...model.walk import text_fields
from .base import BaseRecord, field_names
from .campaigns import (
    CampaignPostRecord,
    CampaignRecord,
    CampaignSeasonRecord,
    PostInCountryRecord,
)
from .contacts import ChannelsRecord, ContactRecord, HoursRecord, PostRecord
from .courses import (
    AdaptedCourseRecord,
    AdaptedCoursesRecord,
    AgendaItemRecord,
    AgendaRecord,
    ChoiceRecord,
    CourseCaseRecord,
    CoursePictureRecord,
    CourseRecord,
    FacilitatorNotesRecord,
    HostModuleRecord,
    ModuleRecord,
    QuestionRecord,
    ScreenRecord,
    SessionRecord,
    SessionsRecord,
    SessionStepRecord,
    TestedRecord,
    TurnRecord,
)
from .facts import (
    AnswerRecord,
    AnswersRecord,
    CoverRecord,
    DeadlineRecord,
    GuideRecord,
    LeadRecord,
    PointRecord,
    RuleRecord,
    SchemeRecord,
    SourceRecord,
    ValueRecord,
)
from .host import (
    ChangeRecord,
    CountryRecord,
    FamilyRecord,
    GuidesRecord,
    InsuranceRecord,
    ProvinceRecord,
    RegionRecord,
    SeasonRecord,
    WarningRecord,
    WorkProfileRecord,
)
from .library import (
    AidTopicRecord,
    CodesRecord,
    GroupPageRecord,
    HazardRecord,
    LocalMessageRecord,
    MessageRecord,
    MythRecord,
    PhraseRecord,
    PrepareRecord,
    SectionRecord,
    WithoutVoiceRecord,
)
from .origin import CorridorRecord, OriginRecord
from .referrals import ReferralRecord
from .staff import (
    AgencyRecord,
    CaseContactRecord,
    CaseRecord,
    ConsentRecord,
    DecisionRecord,
    FearFirstRecord,
    FormFieldRecord,
    FormRecord,
    GuidelineRecord,
    HostCaseRecord,
    HostProcedureRecord,
    HostStepRecord,
    KeptRecord,
    MayFollowRecord,
    PartRecord,
    ProcedureRecord,
    RoleRecord,
    SaidAloudRecord,
    ServiceRecord,
    SignedRecord,
    StaffLineRecord,
    StaffWordsRecord,
    StepRecord,
    TimeLimitRecord,
)
from .staff_plan import (
    DrillGuideRecord,
    DrillRecord,
    ExpectedRecord,
    HostLevelRecord,
    HostPlanRecord,
    InjectRecord,
    LevelRecord,
    MemberRecord,
    PlanRecord,
    PlanSectionRecord,
    ScenarioRecord,
)

RECORDS: Mapping[type[Model], type[BaseRecord]] = MappingProxyType(
    {
        agencies.Agency: AgencyRecord,
        agencies.Service: ServiceRecord,
        campaigns.Campaign: CampaignRecord,
        campaigns.CampaignPost: CampaignPostRecord,
        campaigns.CampaignSeason: CampaignSeasonRecord,
        campaigns.PostInCountry: PostInCountryRecord,
        changes.Change: ChangeRecord,
        contingency.HostLevel: HostLevelRecord,
        contingency.HostPlan: HostPlanRecord,
        contingency.Level: LevelRecord,
        contingency.Member: MemberRecord,
        contingency.Plan: PlanRecord,
        contingency.PlanSection: PlanSectionRecord,
        contingency.Scenario: ScenarioRecord,
        courses.AdaptedCourse: AdaptedCourseRecord,
        courses.AdaptedCourses: AdaptedCoursesRecord,
        courses.Agenda: AgendaRecord,
        courses.AgendaItem: AgendaItemRecord,
        courses.Choice: ChoiceRecord,
        courses.Course: CourseRecord,
        courses.CourseCase: CourseCaseRecord,
        courses.CoursePicture: CoursePictureRecord,
        courses.FacilitatorNotes: FacilitatorNotesRecord,
        courses.HostModule: HostModuleRecord,
        courses.Module: ModuleRecord,
        courses.Question: QuestionRecord,
        courses.Screen: ScreenRecord,
        courses.Session: SessionRecord,
        courses.SessionStep: SessionStepRecord,
        courses.Sessions: SessionsRecord,
        courses.Tested: TestedRecord,
        courses.Turn: TurnRecord,
        drills.Drill: DrillRecord,
        drills.DrillGuide: DrillGuideRecord,
        drills.Expected: ExpectedRecord,
        drills.Inject: InjectRecord,
        facts.Answer: AnswerRecord,
        facts.Answers: AnswersRecord,
        facts.Channels: ChannelsRecord,
        facts.Contact: ContactRecord,
        facts.Cover: CoverRecord,
        facts.Deadline: DeadlineRecord,
        facts.Guide: GuideRecord,
        facts.Hours: HoursRecord,
        facts.Lead: LeadRecord,
        facts.Point: PointRecord,
        facts.Post: PostRecord,
        facts.Rule: RuleRecord,
        facts.Scheme: SchemeRecord,
        first_aid.AidSource: SourceRecord,
        first_aid.AidStep: PointRecord,
        first_aid.AidTopic: AidTopicRecord,
        host.Country: CountryRecord,
        host.Family: FamilyRecord,
        host.Guides: GuidesRecord,
        host.HostHazard: HazardRecord,
        host.Insurance: InsuranceRecord,
        host.LocalMessage: LocalMessageRecord,
        host.Province: ProvinceRecord,
        host.Region: RegionRecord,
        host.Season: SeasonRecord,
        host.WarningSystem: WarningRecord,
        host.WorkProfile: WorkProfileRecord,
        library.Codes: CodesRecord,
        library.GroupPage: GroupPageRecord,
        library.Hazard: HazardRecord,
        library.Message: MessageRecord,
        library.Myth: MythRecord,
        library.Phrase: PhraseRecord,
        library.Prepare: PrepareRecord,
        library.Section: SectionRecord,
        library.WithoutVoice: WithoutVoiceRecord,
        procedures.Decision: DecisionRecord,
        procedures.FearFirst: FearFirstRecord,
        procedures.HostProcedure: HostProcedureRecord,
        procedures.HostStep: HostStepRecord,
        procedures.Kept: KeptRecord,
        procedures.Part: PartRecord,
        procedures.Procedure: ProcedureRecord,
        procedures.Step: StepRecord,
        referral_paths.Case: CaseRecord,
        referral_paths.CaseContact: CaseContactRecord,
        referral_paths.HostCase: HostCaseRecord,
        referrals.Referral: ReferralRecord,
        site.Corridor: CorridorRecord,
        site.Origin: OriginRecord,
        sources.Source: SourceRecord,
        sources.Value: ValueRecord,
        staff.MayFollow: MayFollowRecord,
        staff.StaffLine: StaffLineRecord,
        staff.TimeLimit: TimeLimitRecord,
        staff_words.Consent: ConsentRecord,
        staff_words.Form: FormRecord,
        staff_words.FormField: FormFieldRecord,
        staff_words.GuidelineEntry: GuidelineRecord,
        staff_words.Role: RoleRecord,
        staff_words.SaidAloud: SaidAloudRecord,
        staff_words.Signed: SignedRecord,
        staff_words.StaffWords: StaffWordsRecord,
    }
)


Way = Literal["data", "sources", "contacts", "rules", "words", "records"]
"""As it is; ids of sources, contacts or rules; sentences; what has records of its own."""


@cache
def ways_of(kind: type[Model]) -> tuple[tuple[str, Way], ...]:
    """Return the fields of *kind* that its record takes from it, and how each is localised."""
    hidden = marked(kind, ForColleagues) | marked(kind, WhenOver)
    shown = set(field_names(RECORDS[kind])) - hidden
    return tuple((name, _way(kind, name)) for name in kind.model_fields if name in shown)


def _way(kind: type[Model], name: str) -> Way:
    annotation = kind.model_fields[name].annotation
    if name == "sources" and get_origin(annotation) is tuple:
        return "sources"
    if name in marked(kind, NamesContact):
        return "contacts"
    if name in marked(kind, NamesRule):
        return "rules"
    if name in text_fields(kind):
        return "words"
    return "records" if _holds_models(annotation) else "data"


def _holds_models(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return True
    return any(_holds_models(part) for part in get_args(annotation))
