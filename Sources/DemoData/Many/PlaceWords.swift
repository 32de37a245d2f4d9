/// Where an article is set, for words that have nothing to do with its topic.
struct PlaceWords: Sendable {
    let name: String
    let objects: [String]
    /// When something happens there: "after the dishes".
    let hours: [String]

    init(_ name: String, objects: String, hours: String) {
        self.name = name
        self.objects = Sentence.lines(objects)
        self.hours = Sentence.lines(hours)
    }

    static let all: [PlaceWords] = [
        PlaceWords(
            "the kitchen",
            objects: """
                a cold cup of tea
                the humming fridge
                a chipped plate
                the recipe card
                """,
            hours: """
                before breakfast
                after the dishes
                while the soup simmers
                """),
        PlaceWords(
            "the office",
            objects: """
                a blinking phone
                the copier
                a swivel chair
                the badge on its string
                """,
            hours: """
                before the first meeting
                at the end of the shift
                over lunch
                """),
        PlaceWords(
            "the commute",
            objects: """
                the bus window
                a crowded stop
                the podcast
                a folded ticket
                """,
            hours: """
                on the way in
                at the transfer
                on the way home
                """),
        PlaceWords(
            "the farm",
            objects: """
                the tractor
                a muddy boot
                the barn radio
                a bale of hay
                """,
            hours: """
                at milking time
                after harvest
                before the frost
                """),
        PlaceWords(
            "campus",
            objects: """
                a library card
                the dorm hallway
                a borrowed bicycle
                the syllabus
                """,
            hours: """
                during finals
                on orientation day
                between lectures
                """),
        PlaceWords(
            "the hospital",
            objects: """
                the vending machine
                a paper gown
                the long corridor
                a visitor sticker
                """,
            hours: """
                at visiting hours
                after the night round
                while the results are out
                """),
        PlaceWords(
            "the coast",
            objects: """
                a wet towel
                the lighthouse
                driftwood
                the ferry schedule
                """,
            hours: """
                at low tide
                off season
                before the storm
                """),
        PlaceWords(
            "the garden",
            objects: """
                a tomato cage
                the watering can
                a packet of seeds
                the compost heap
                """,
            hours: """
                in early spring
                after weeding
                when the beans come up
                """),
        PlaceWords(
            "the garage",
            objects: """
                a jar of screws
                the workbench
                an oil stain
                the spare tire
                """,
            hours: """
                on Saturday morning
                after work
                with the door half open
                """),
        PlaceWords(
            "church",
            objects: """
                the hymnal
                a folding chair
                the choir robe
                the coffee urn
                """,
            hours: """
                after the service
                on a feast day
                at rehearsal
                """),
        PlaceWords(
            "the gym",
            objects: """
                the treadmill
                the locker
                a yoga mat
                the water fountain
                """,
            hours: """
                after practice
                between sets
                on rest days
                """),
        PlaceWords(
            "the base",
            objects: """
                a duffel bag
                the duty roster
                a pair of boots
                the mess hall
                """,
            hours: """
                on leave
                after deployment
                before inspection
                """),
        PlaceWords(
            "the apartment",
            objects: """
                the thin wall
                a stack of boxes
                the radiator
                a spare key
                """,
            hours: """
                when the lights go out
                on laundry night
                late on Sunday
                """),
        PlaceWords(
            "the playground",
            objects: """
                the swing
                a plastic shovel
                the sandbox
                a juice box
                """,
            hours: """
                after school
                at the first drizzle
                before dinner
                """),
        PlaceWords(
            "the restaurant",
            objects: """
                the ticket printer
                an apron
                the walk-in cooler
                a tray of glasses
                """,
            hours: """
                after closing
                in the dinner rush
                before the doors open
                """),
        PlaceWords(
            "the mountains",
            objects: """
                a trail map
                the cabin stove
                a pair of skis
                the thermos
                """,
            hours: """
                above the tree line
                after the first snow
                at dusk
                """),
    ]
}
