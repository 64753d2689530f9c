"""Malay, where it differs from Indonesian; whatever both share stands there."""

WORDS = {
    "after": "selepas, setelah, sesudah",
    "up": (
        "campur, dicampur, naik, meningkat, bertambah, tambah, ditambah, melonjak, lonjakan, kenaikan, "
        "peningkatan, lebih tinggi, lebih banyak, lebih perlahan, memperoleh, perolehi, terima, menerima, "
        "mengambil, ambil, naik lagi, mencanak, merekrut, dapat, menambah, tumbuh, berkembang"
    ),
    "down": (
        "tolak, ditolak, turun, menurun, berkurang, berkurangan, kurang, dikurangkan, mengurangkan, merosot, "
        "jatuh, susut, menyusut, menjunam, penurunan, pengurangan, hilang, kehilangan, lebih rendah, "
        "lebih pantas, lebih laju, lebih cepat, lebih sedikit, menguncup, dipotong, terkurang"
    ),
    "better": (
        "bertambah baik, bertambah elok, lebih baik, lebih elok, makin baik, dibaiki, diperbaiki, "
        "diselesaikan, ditutup, selesai, siap, pulih, membaik"
    ),
    "worse": "bertambah buruk, lebih teruk, makin teruk, merosot teruk, semakin teruk, lebih buruk",
    "to": "ke, kepada, jadi, menjadi, sehingga, hingga, sampai, ke paras, ke tahap",
    "at": (
        "baru lepas, baru je lepas, baru saja lepas, kembali ke, dah lepas, sudah lepas, telah lepas, "
        "melepasi, di, pada, di paras, pada paras, berada di, berada pada, mencapai, capai, cecah, mencecah, "
        "tercapai, dicapai, mencatat, dicatat, mencatatkan, kekal, kekal di, kekal pada, masih, masih di, "
        "ialah, adalah, melebihi, lepasi, lebih daripada, tembus, berjumlah, jumlahnya, tak berubah di, "
        "tidak berubah di, sama dengan, genap, sampai ke paras"
    ),
    "now": (
        "sekarang, kini, ketika ini, pada masa ini, buat masa ini, setakat ini, sekarang ni, skrg, terkini, "
        "setakat hari ini, pada hari ini, masa ini, terbaru"
    ),
    "left": "tinggal, baki, bakinya, berbaki",
    "by": "sebanyak, sebanyak tambahan, sebesar",
    "from": (
        "daripada, dari, sejak, berbanding, berbanding dengan, kalau dibandingkan, dibandingkan, semenjak, "
        "selama, dalam"
    ),
    "confidence": "yakin, keyakinan, tahap keyakinan, keyakinan saya, tahap yakin, confident",
    "note": "nota, catatan, ulasan, komen",
    "because": (
        "kerana, sebab, disebabkan, gara-gara, berikutan, akibat, ekoran, hasil daripada, lantaran, "
        "oleh sebab, oleh kerana, pasal, berkat, dek"
    ),
    "target": (
        "sasaran, sasarannya, disasarkan, sasarkan, menyasarkan, matlamat, matlamatnya, ditargetkan, target, "
        "had, ambang, kuota, bajet, tarikh akhir, titik mula, nilai awal, asalnya, garis asas"
    ),
    "question": (
        "berapa, bila, bilakah, kenapa, mengapa, siapa, apa, apakah, adakah, macam mana, bagaimana, mana, "
        "betul ke, ya ke, ke tak, ke belum, berapakah, kan, bukan ke, tak ke, ye ke, yeke, boleh tak, "
        "sudah ke, dah ke, betulkah, ada sesiapa, sesiapa tahu"
    ),
    "doubt": (
        "data lama, angka lama, lama, lapuk, tamat tempoh, draf, ragu, meragui, tak yakin, tidak yakin, "
        "seseorang, vendor, arkib, palsu, data bulan, angka bulan, cubaan, usang, ketinggalan, kalau, jika, "
        "jikalau, sekiranya, andai, andaikan, andai kata, apabila, bila, seandainya, contohnya, contoh, "
        "misalnya, umpamanya, katanya, kata, dengar, dengarnya, khabarnya, menurut, cakap, beritahu, "
        "mendakwa, dakwa, konon, kononnya, pesaing, pasukan lain, syarikat lain, industri, mereka, dia, "
        "selagi, sebelum, sebaik, sebaik sahaja, memberitahu, tanya, bertanya, gurau, bergurau, orang lain, "
        "jabatan lain, antara, "
        "katakanlah, anggaplah, anggap, bayangkan, mimpi, bermimpi, reka, rekaan, main-main, minta, "
        "meminta, diminta, suruh, menyuruh, desak, mendesak, tuntut, mustahil, tak mungkin, mana mungkin, "
        "senario, secara teori, atas kertas, silap taip, tersilap, bohong, "
        "mengarut, merepek, dijanjikan, karut"
    ),
    "plan": (
        "saya rasa, saya agak, agak saya, teka, tekaan, saya fikir, fikir, andaian, unjuran, jangkaan, "
        "dijangka, dijangkakan, dijangkakan mencapai, anggaran, dianggarkan, ramalan, akan, nak, hendak, "
        "mahu, mahukan, ingin, teringin, perlu, perlukan, mesti, harus, sepatutnya, patut, patutnya, wajib, "
        "boleh, mungkin, barangkali, semoga, moga, moga-moga, mudah-mudahan, harap, harapan, berharap, "
        "diharap, rancang, merancang, rancangan, dirancang, jom, mari, marilah, esok, lusa, nanti, "
        "minggu depan, bulan depan, suku depan, tahun depan, minggu hadapan, bulan hadapan, suku hadapan, "
        "tahun hadapan, hampir, nyaris, menghampiri, menjelang, menuju, cuba, mencuba, berusaha, supaya, "
        "agar, rasanya, agaknya, kurang daripada, di bawah, sekurang-kurangnya, sepertinya, nampaknya boleh, "
        "kejar, mengejar, impian, cadang, cadangan, mencadangkan, akhir bulan, akhir tahun, akhir suku, "
        "ingatkan, tunggu, menunggu, bakal, sebelum akhir, pada hujung, hujung bulan, hujung tahun, "
        "hujung suku, berjanji, kena capai, kena naik, kena turun, "
        "sasarkan, menyasarkan, mensasarkan, bercadang, dicadangkan, berazam, azam, idamkan, mengidamkan"
    ),
    "negation": (
        "tidak, tak, bukan, bukannya, belum, jangan, tanpa, salah, silap, tiada, gagal, takkan, batal, "
        "batalkan, usah, padam, abaikan, jauh lagi"
    ),
    "past": (
        "januari, februari, mac, april, mei, jun, julai, ogos, september, oktober, november, disember, "
        "suku lepas, bulan lepas, minggu lepas, tahun lepas, suku lalu, bulan lalu, minggu lalu, tahun lalu, "
        "lepas, lalu, dulu, dahulu, dahulunya, sebelum ini, sebelumnya, pernah, ketika itu, waktu itu, "
        "suku sebelumnya, bulan sebelumnya, tahun sebelumnya, asal, pada mulanya, awal tahun, awal suku, "
        "suku sebelum, zaman dulu, suku tahun lepas, suku tahun lalu, kitaran lepas, "
        "semasa pelancaran, musim lepas, semester lepas"
    ),
    "and": "dan, serta, juga, manakala, kemudian",
    "but": "tapi, tetapi, namun, sedangkan, walaupun, meskipun, jadi kita, maka",
    "have": "ada, mempunyai, terdapat, punya",
    "fill": (
        "dua-dua, sama-sama, kedua-duanya, dah, sudah, telah, baru, baru saja, baru sahaja, cuma, hanya, "
        "sekitar, lebih kurang, kira-kira, anggaran kasar, hari ini, semalam, pagi ini, pagi tadi, tadi, "
        "minggu ini, bulan ini, suku ini, lagi, itu, ini, tu, ni, ya, lah, kami, kita, saya, pasukan, yang, "
        "untuk, bagi, dengan, sila, tolong, catat, kemas kini, kemaskini, rekod, rekodkan, laporan, lapor, "
        "maklum, alhamdulillah, akhirnya, cukup, sedikit, banyak, mendadak, ketara, jumlah, bilangan, angka, "
        "nilai, skor, kadar, peratusan, purata, pencapaian, setakat, kedua-dua, masing-masing, berita baik, "
        "berjaya, makin, semakin, tahap, sahaja, je, saja, sejak semalam, dari semalam, nombor"
    ),
    "thing_before": (
        "tarikh, muka surat, halaman, slaid, versi, nombor, no, bilik, tingkat, minggu ke, fasa, langkah, "
        "tahun, pukul, jam, mesyuarat, tugasan, isu"
    ),
    "thing_after": (
        "januari, februari, mac, april, mei, jun, julai, ogos, september, oktober, november, disember, hari, "
        "minggu, bulan, tahun, kali, halangan, tugasan, komen, mesyuarat, muka surat, idea, risiko, langkah, "
        "soalan, fail, dokumen, ahli, pasukan, cawangan"
    ),
    "unit:percent": "peratus, mata peratusan, mata peratus",
    "unit:minutes": "minit",
    "unit:hours": "jam",
    "unit:seconds": "saat",
    "unit:days": "hari",
    "unit:weeks": "minggu",
    "unit:points": "mata, poin, markah, bintang",
    "unit:count": (
        "pelanggan, pelanggan baharu, pelanggan baru, orang, jurutera, jurutera baharu, pekerja, "
        "pekerja baharu, pepijat, unit, buah, akaun, klien, kontrak, pepijat terbuka"
    ),
    "unit:currency": "ringgit, sen, dolar",
}
NUMERALS = (
    "kosong=0, sifar=0, satu=1, dua=2, tiga=3, empat=4, lima=5, enam=6, tujuh=7, lapan=8, sembilan=9, "
    "sepuluh=10, sebelas=11, belas=+10, puluh=x10, ratus=x100, seratus=100, ribu=s1000, seribu=1000, "
    "juta=s1000000, sejuta=1000000, bilion=s1000000000, billion=s1000000000, trilion=s1000000000000, "
    "setengah=0.5, perpuluhan=."
)
