"""Names for generated leases: surnames that are the same for women and men, streets of trees."""

FIRST_NAMES = (
    "Adam", "Agnieszka", "Aleksandra", "Andrzej", "Barbara", "Bartosz", "Beata", "Dorota",
    "Elżbieta", "Ewa", "Grzegorz", "Irena", "Jakub", "Janusz", "Jerzy", "Joanna", "Józef",
    "Katarzyna", "Krzysztof", "Łukasz", "Magdalena", "Marcin", "Marek", "Mateusz", "Monika",
    "Paweł", "Rafał", "Stanisława", "Tadeusz", "Zofia",
)  # fmt: skip
LAST_NAMES = (
    "Adamczyk", "Baran", "Bąk", "Cieślak", "Czech", "Duda", "Dudek", "Gajda", "Głowacz", "Kania",
    "Kasprzak", "Kołodziej", "Kozieł", "Kubiak", "Łuczak", "Madej", "Marzec", "Mazur", "Mróz",
    "Pawlak", "Pietrzak", "Sikora", "Sobczak", "Stępień", "Szewczyk", "Śliwa", "Wrona", "Wróbel",
    "Zając", "Żak",
)  # fmt: skip
STREETS = (
    "Akacjowa", "Brzozowa", "Bzowa", "Cisowa", "Czeremchowa", "Dereniowa", "Dębowa", "Głogowa",
    "Grabowa", "Jaśminowa", "Jaworowa", "Jesionowa", "Jodłowa", "Kasztanowa", "Klonowa",
    "Leszczynowa", "Lipowa", "Modrzewiowa", "Morwowa", "Olchowa", "Orzechowa", "Osikowa",
    "Platanowa", "Rokitnikowa", "Sosnowa", "Świerkowa", "Tarninowa", "Topolowa", "Wiązowa",
    "Wierzbowa",
)  # fmt: skip
