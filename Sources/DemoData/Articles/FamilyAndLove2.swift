extension DemoArticle {
    static let familyAndLove2: [DemoArticle] = [
        whenANewBabyTurnsTwoIntoThree, caringForAParentAndForYourself, twoHomesOneChild,
        whenYourChildDoesNotWantToGoToTherapy,
    ]

    static let whenANewBabyTurnsTwoIntoThree = DemoArticle(
        slug: "when-a-new-baby-turns-two-into-three",
        title: "When a new baby turns two into three",
        dek: """
            Nobody sleeps, everyone keeps score, and love is somewhere under the laundry. For parents in \
            the first year, and when it is more than tiredness.
            """,
        category: "family-and-love",
        topics: ["parenting", "couples", "depression"],
        author: "josephine-tallow",
        standing: .published(daysAgo: 73),
        references: [
            DemoReference(
                text: "National Maternal Mental Health Hotline",
                url: "https://mchb.hrsa.gov/national-maternal-mental-health-hotline")
        ],
        body: """
            At four in the morning you stand over a crib and sway, though you aren’t holding anyone. In the
            next room someone snores whom you used to like a lot.

            A child is the best thing that has ever happened to you. It is also what happened to your sleep,
            your body, your pay, your friends and your Sundays, all in the same week.

            ## What no one had said

            You might not feel a rush of love. For many it comes slowly, as with any person whom you’ve only
            just met and who yells at you. You can take good care of a baby while you wait for it.

            You’ll have thoughts that frighten you: of dropping her on the stairs, of walking out the door.
            Such pictures flash through the heads of a great many new parents, who are horrified by them and
            keep her all the safer for it. Tell someone. They lose much of their power when spoken aloud. (If
            the thoughts do *not* horrify you, or seem to make sense, see the last part of this page.)

            ## Keeping score

            I was up at two. You were up at five, but you had a nap. You got to go to work. You got to stay
            home.

            All this counting has one source: you are both running on empty and hope that somebody will
            notice. Stop counting for a week, and try this in its place. Each evening, each says one thing
            that they saw the other do. “You took her out so that I could shower.” It feels wooden for three
            days.

            Then divide things in blocks, not by the minute. From nine to two it’s yours; from two to seven it
            is mine, and the one who’s off wears earplugs. A stretch of five hours beats seven in bits.

            ## Visitors

            Nobody comes without a task. Put a list on the door: dishes, dog, one load of laundry, hold the
            baby while I sleep. Grandparents who only want to hold her may bring soup.

            ## You, as a pair

            Ten minutes a day on which the word *diaper* is banned. Touch that isn’t leading anywhere. Sex may
            take months, and there’s no schedule. Go gently, ask first, laugh if you can.

            ## For the one who didn’t give birth

            People ask after the mother. Few ask after you. But partners get depressed as well, fathers among
            them, and often show it by working late or being irritable. It counts. Say it.

            ## When it is more than tired

            The weepy days in the first two weeks are common and pass by themselves. Get help when, after
            that, most days bring some of this:

            - crying or emptiness that does not let up
            - dread, racing thoughts, checking the baby’s breath all night
            - no sleep even when the baby sleeps
            - no tie to the child, or a wish that you’d never had her
            - the thought that they’d be better off without you

            It can begin anytime in the first year, in pregnancy too. It’s one of the most common problems
            after a birth, it’s nobody’s fault, and it can be treated, also while you nurse.

            > [!WARNING]
            > If someone who has just had a baby hears voices, holds strange beliefs, hardly sleeps and is not
            > tired, or thinks of harming herself or the child, that’s an emergency. Don’t leave her alone
            > with the baby. Call [911](tel:911).

            In the United States, the National Maternal Mental Health Hotline takes calls and texts at any
            hour: 833-852-6262. You can phone for her, or for yourself, with a baby crying in the background.
            They’re used to it.

            """)

    static let caringForAParentAndForYourself = DemoArticle(
        slug: "caring-for-a-parent-and-for-yourself",
        title: "Caring for a parent without losing yourself",
        dek: """
            You did not apply for this. Pills, bills, a sibling who sends thumbs-up. How to share the load \
            and how to say no to someone you love.
            """,
        category: "family-and-love",
        topics: ["burnout", "grief", "couples"],
        author: "josephine-tallow",
        standing: .published(daysAgo: 61),
        body: """
            It began with a lift to the eye doctor. Now there’s a pillbox, a folder for the insurance, a bell,
            and a phone that you take along to the bathroom. You’re forty-nine. At supper you cut the meat for
            a father who once carried you on his shoulders.

            You love him. Some nights you sit on the edge of the tub and think, “How long?” Then you’re so
            ashamed that you get up and make his bed again.

            ## That thought

            Nearly everybody who cares for somebody thinks it. It doesn’t mean that you wish he’d die. It
            means that you can’t see the end of a road on which you have been walking too fast.

            ## Write the job down

            No one can share what can’t be seen. Keep a log for one week: *Monday, 40 minutes on hold with the
            pharmacy. Changed sheets. Slept from one to four.* It will startle you. It’ll startle the others
            more.

            Then hold a family meeting, by video if need be. Put the list on the screen. Ask each for two
            items, by name and by date. Those who live far off can do a good deal: pay the bills, fight with
            the insurer, order food, call every evening at seven so that you can go for a walk. A brother who
            sends money for a cleaner has helped.

            If someone says, “You’re just so much better at it,” reply, “I learned it. You can as well. Start
            with Thursday.”

            ## Find the paid help and the free

            - An Area Agency on Aging knows about meals, rides, day centers and respite. The Eldercare
              Locator, 800-677-1116, tells you who’s in charge in your county.
            - Ask your parent’s doctor for a social worker, and about an occupational therapist, who comes to
              look at rugs and rails.
            - If your parent has served in the military, ask about benefits for caregivers.
            - Some states pay family members through Medicaid. It takes paper and patience.
            - Your job may have to grant unpaid leave under the Family and Medical Leave Act.

            ## No, said with love

            You can set limits even with a sick man. “I’ll come at noon and at six. In between there’s the
            button.” “I will not be spoken to like that. I’m going out, and I’ll be back in ten minutes.” He
            may be cross. He was cross about your curfew as well, and you both lived.

            Let some things be done badly by others. The shirt is on inside out, and you’ve slept.

            ## Old stories

            Perhaps this is a parent who hit you, or drank, or never once came to a game. Now you have to wash
            them. You are under no duty to feel tender. You may do it decently and keep your distance, you may
            arrange it and not do it yourself, or you may decline. Each of these can be honorable. Talk it
            through with somebody who won’t preach.

            ## Watch the caregiver

            How are *you*? When did you last see a dentist? Do you drink to fall asleep? Have you been rough
            with him, or close to it? That last one isn’t a verdict; it’s a light on the dashboard. Call
            somebody that day: a neighbor, the doctor, a helpline. Respite exists so that no one gets to that
            point.

            A therapist or a caregivers’ group is not one more errand. It’s an hour in which someone asks how
            you slept.

            ## Small mercy

            Do one thing a week with your parent that isn’t care. Cards. The ball game. Ask about the first
            car. One day, it’s going to be this you remember, and not the pillbox.

            """)

    static let twoHomesOneChild = DemoArticle(
        slug: "two-homes-one-child",
        title: "Two homes, one child: parenting after a separation",
        dek: """
            You could not stay married and you have to stay partners in one thing. Handovers, new \
            partners, holidays, and what children need to hear.
            """,
        category: "family-and-love",
        topics: ["parenting", "couples", "life-transitions"],
        author: "calder-whitlock",
        standing: .draft,
        body: """
            On Fridays at five you stand in a driveway and hand over the person you love most, with a
            backpack, to someone you’d rather not see. You smile, because he’s watching. Then you drive home
            to a place with too many chairs.

            Children can do well in two homes. What wears them down is war.

            ## What they need to hear

            From both, if possible together, and more than once:

            - It’s not because of you.
            - We’ll both always be your parents.
            - You’re allowed to love us both.
            - You don’t have to choose, and you don’t have to carry messages.
            - Here’s what stays the same.

            Leave out the reasons. “We couldn’t be happy together anymore” is enough for seven, and for
            seventeen. Whatever you say about the other parent, a child hears about half of himself.

            ## Run it like a small firm

            You aren’t friends just now. You needn’t be. You’re two people who have a business, and the
            business is Leo. Write as you’d write to a colleague:

            > Leo has a cough. Doctor says it’s a cold. Syrup is in the front pocket, next dose at eight.
            > Soccer is moved to ten.

            Short, facts, friendly, done. No history. If you get a nasty message, wait until morning, answer
            the one line that has to do with the child, and leave the rest unanswered. A shared calendar saves
            more tears than a shared therapist.

            ## The handover

            Make it brief. School is a good place for it: one brings, the other fetches, and no one stands in
            a doorway. Let him bring his things back and forth without a list. They are his shoes, not your
            shoes.

            Most children are odd for some hours after the switch. They sulk, or cling, or run wild. It’s the
            change of air. It needn’t mean that things are bad over there. Have a small ritual: cocoa, then
            the bath, and no questions until both are over.

            ## Different rules

            Bedtime is nine at yours and whenever at theirs. Kids can learn that, as they learn that one may
            run in gym and not in the library. Save your fights for safety: car seats, medicine, drink,
            violence. About sugar you can bite your tongue.

            ## Being alone on those weekends

            The first ones are like a limb that’s missing. Plan them in advance: one thing with people, one
            with your body, one that you couldn’t do with a child around. Don’t call him five times. One good
            night at seven; and if he’s busy, be glad.

            ## Someone new

            Go slowly. As a rule of thumb, no introductions until it’s serious and has lasted for some months.
            Then in small doses, at a zoo. A new partner isn’t a new parent. Tell the other household before
            the child has to.

            ## When the other one won’t play along

            You can’t make them. You can keep to your half of the road. If talks always blow up, ask about
            *parallel parenting*, which means little contact and clear rules on paper. A mediator or a
            parenting coordinator may help. If there’s violence or fear, then the advice about getting along
            isn’t meant for you. Speak with a lawyer or an advocate about safe handovers.

            ## How they’re doing

            Look for change that stays longer than a couple of months: sleep, school, stomachaches, an endless
            goodness that never asks for anything. A child therapist gives them an adult who isn’t on a side.

            At the school play you’ll both be there, three rows apart. He’ll look for one face, then for the
            other. Wave.

            """)

    static let whenYourChildDoesNotWantToGoToTherapy = DemoArticle(
        slug: "when-your-child-does-not-want-to-go-to-therapy",
        title: "When your child does not want to go to therapy",
        dek: """
            “I’m not crazy.” What to say by age, what happens in the playroom, and what you can do if the \
            answer stays no.
            """,
        category: "family-and-love",
        topics: ["parenting", "anxiety"],
        author: "bettina-solberg",
        standing: .published(daysAgo: 190),
        body: """
            You found a good person, you waited for two months, you got the afternoon off. And now your child
            sits in the car with her arms crossed and will not undo the belt.

            It’s tempting to bribe or to shove. There are better ways, though they’re slower.

            ## How to tell them

            Never as a surprise at the door, and never in anger: “That’s it, you’re going to see somebody!”
            Then it’s a sentence.

            **Under seven.** “You’ve had lots of big worries at night. I found a helper for worries. Her name
            is Kim, and she has a room with sand. We’ll go and look at it together, and I’ll be right there.”

            **Seven to twelve.** “When your knee hurt, we went to a person who knows knees. This is one who
            knows about tempers and sad stuff. You can ask her anything. You don’t have to talk on the first
            day.”

            **Teens.** “I can see that it’s rough, and I’m not the right one for all of it. I’d like you to
            try three times. You choose out of these two people. If it’s no use, we’ll look for something
            else.” And then keep your word.

            Say “we.” *We* have been fighting. *We* need some help with it. A child who is sent in to be
            repaired will refuse, and I can’t say that I blame her.

            ## What they are afraid of

            - That it means they’re crazy.
            - That someone will make them talk.
            - That the therapist will tell you all of it.
            - That a classmate will find out.
            - That it’s a punishment.

            Ask which of these it is. You’ll get a shrug, and the next day, from the back seat, an answer.

            ## What goes on in there

            Little ones play. It looks like nothing: a dragon, a wall, a dragon behind the wall. The therapist
            notices who’s being eaten. Older kids draw, shoot baskets, play cards. Hands that are busy let the
            mouth go. Talk comes in the last five minutes, as in the car.

            ## What you’ll be told

            Agree on it in the first hour, with everyone there. Usually you hear how it’s going in general,
            and at once if there’s a danger. You don’t get the details. That’s hard for a parent, and it is
            what makes it work. On the way home, don’t ask, “What did you say?” Ask if she’s hungry.

            ## Your part

            With younger children, much of the change comes through you. A therapist might see you more than
            the child. For anxiety there are even programs in which only the parents go, and learn how to stop
            making the fear comfortable. If your child flatly says no, ask for this. You can go alone, and
            things at home may shift all the same.

            ## If it stays no

            1. Drop it for a month, unless there is danger.
            2. Offer another form: a group, a school counselor, a coach they like, video from their own room.
            3. Let another person bring it up, such as their doctor or an aunt.
            4. Go yourself, and tell them. “I’m seeing someone about my yelling.” Nothing is more convincing.

            ## When you can’t wait

            If your child talks about dying, hurts herself, or is a danger to others, then it’s no longer her
            choice alone. Stay close, and make the house safe. Call 988 or take her to an emergency
            department. You might say, “You can be as mad at me as you want. I’m not going to lose you.”

            She may hate you till Thursday. Later, much later, it can turn into a story in which you came
            through the door.

            """)
}
