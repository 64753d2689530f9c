"""Bahasa Indonesia, as it is written and as it is chatted."""

WORDS = {
    "after": "setelah, sesudah, sehabis, seusai, pasca",
    "more": "tambahan, ekstra",
    "up": (
        "naik, naik lagi, meningkat, menaik, bertambah, nambah, tambah, ditambah, menambah, tumbuh, melonjak, "
        "melejit, lonjak, menanjak, menguat, terdongkrak, terangkat, plus, kenaikan, peningkatan, penambahan, "
        "pertambahan, lebih tinggi, lebih banyak, lebih lambat, lebih lama, melambat, dapat, dapet, mendapat, "
        "mendapatkan, merekrut, rekrut, bergabung, menggaet, closing, meroket, merangkak naik, membaik naik, "
        "terkerek, loncat, lompat, melompat, ngelonjak, naekin, ketambahan, memperoleh, bertumbuh"
    ),
    "down": (
        "turun, turun lagi, menurun, berkurang, kurang, dikurangi, mengurang, merosot, anjlok, jatuh, "
        "melorot, menyusut, susut, minus, drop, ngedrop, penurunan, pengurangan, hilang, kehilangan, "
        "lebih rendah, lebih sedikit, lebih cepat, lebih singkat, terpangkas, dipangkas, pangkas, terkikis, "
        "melandai, melemah, mengecil, memendek, tergerus, terpotong, dipotong, ambles, terjun, mengurangi, "
        "menciut"
    ),
    "better": (
        "membaik, lebih baik, lebih bagus, perbaikan, diperbaiki, beres, diberesin, ditutup, tertutup, "
        "diselesaikan, terselesaikan, kelar, mengalami perbaikan, makin baik, semakin baik, makin bagus"
    ),
    "worse": "memburuk, lebih buruk, makin buruk, semakin buruk, lebih jelek, makin jelek, makin parah",
    "to": (
        "ke, jadi, menjadi, hingga, sampai, sampe, ke angka, ke level, ke posisi, menuju angka, sampai ke, "
        "hingga ke, menjadi sebesar"
    ),
    "at": (
        "kembali ke, balik ke, di, di angka, pada angka, ada di, berada di, berada pada, di posisi, di level, "
        "mencapai, capai, tercapai, dicapai, menyentuh, tembus, menembus, nembus, menginjak, genap, "
        "sama dengan, tetap, tetap di, masih, masih di, bertahan di, stagnan di, stabil di, melewati, "
        "melampaui, lewat, lebih dari, di atas, diatas, nyampe, udah sampai, sudah sampai, sudah menyentuh, "
        "total, totalnya, tercatat, terkumpul, terealisasi, realisasi, realisasinya, hasilnya, angkanya, "
        "nilainya, posisinya, nangkring di, mentok di, nyentuh, adalah, senilai, tidak berubah di, "
        "nggak berubah di, tidak berubah, mantap di, parkir di, kena, dapat nilai, dapat skor, ukur, terukur"
    ),
    "now": (
        "sekarang, kini, saat ini, skrg, sekarang di, per hari ini, hari ini di, terkini, terbaru, "
        "posisi terakhir, terakhir, per sekarang, sekarang ini, per pagi ini, update terbaru, data terbaru, "
        "angka terbaru, sementara ini"
    ),
    "left": "tinggal, sisa, tersisa, sisanya, menyisakan",
    "by": "sebesar, sebanyak, sejumlah, sekian",
    "from": (
        "dari, sejak, dibanding, dibandingkan, dibandingkan dengan, dibanding dengan, ketimbang, daripada, "
        "semenjak, dari total, terhadap, dari posisi, dari angka, berawal dari, mulai dari, selama, dalam"
    ),
    "confidence": (
        "yakin, keyakinan, kepercayaan, tingkat keyakinan, confidence, kepercayaan diri, pede, optimis, "
        "keyakinannya, keyakinan saya, tingkat kepercayaan, percaya diri"
    ),
    "note": "catatan, catatannya, ket, keterangan, nb, note, komentar, catat bahwa",
    "because": (
        "karena, karna, krn, soalnya, sebab, disebabkan, gara-gara, gegara, berkat, akibat, lantaran, "
        "dikarenakan, sebabnya, gara gara, thanks to, efek dari, imbas"
    ),
    "target": (
        "target, targetnya, targetkan, ditargetkan, menargetkan, sasaran, sasarannya, tujuan, tujuannya, "
        "batas, ambang, baseline, anggaran, kuota, batas waktu, tenggat, deadline, titik awal, nilai awal, "
        "awalnya, minimal, maksimal, patokan, standar, standarnya, bidikan"
    ),
    "question": (
        "apa, apakah, berapa, berapaan, kapan, kenapa, mengapa, siapa, gimana, bagaimana, mana, dimana, "
        "di mana, yang mana, ngapain, apaan, kah, benarkah, betulkah, bisakah, bolehkah, adakah, sudahkah, "
        "masa sih, masa iya, bukan ya, ya kan, iya kan, bener gak, bener nggak, gak ya, nggak ya, ga ya, "
        "belum ya, enggak ya, tolong cek, minta update, ada yang tahu, ada yang tau, atau belum, apa belum, "
        "apa tidak"
    ),
    "doubt": (
        "data lama, angka lama, lama, usang, kadaluarsa, kedaluwarsa, basi, belum final, draf, draft, "
        "contekan, ragu, meragukan, gak yakin, tidak yakin, seseorang, vendor, katanya sih, data bulan, "
        "angka bulan, arsip, palsu, uji coba, punya mereka, jadul, bukan data, sementara saja, kalau, kalo, "
        "klo, jika, bila, apabila, andai, andaikan, seandainya, misal, misalnya, misalkan, umpama, umpamanya, "
        "contoh, contohnya, seumpama, asalkan, asal, ketika, begitu, sebelum, katanya, kata, bilang, menurut, "
        "konon, kabarnya, dengar-dengar, denger-denger, dengar, denger, rumornya, gosipnya, isunya, ngomong, "
        "ujar, ujarnya, cerita, klaim, mengklaim, kompetitor, pesaing, saingan, tim lain, tim sebelah, "
        "sebelah, perusahaan lain, industri, punya orang, mereka, dia, divisi lain, cabang lain, orang lain, "
        "simulasi, dummy, bercanda, becanda, nanya, tanya, menanyakan, mengaku, menyebut, sebut, disebut, "
        "kutip, mengutip, dilaporkan, tulis, menulis, pas udah, saat sudah, manakala, tatkala, sekiranya, "
        "perusahaan sebelah, antara, di kompetitor, milik, punya tim, tulisnya, "
        "anggap, anggaplah, katakanlah, sebutlah, bayangkan, bayangin, mimpi, ngimpi, khayal, ngayal, "
        "mengarang, ngarang, asal tebak, asal sebut, minta, meminta, diminta, nyuruh, menyuruh, disuruh, "
        "menuntut, dituntut, mustahil, mana mungkin, emangnya, memangnya, skenario, secara teori, "
        "teorinya, di atas kertas, salah ketik, salah input, keliru input, bohong, hoaks, ibarat, "
        "ngaco, ngawur, mengada-ada, dijanjikan, dijanjiin"
    ),
    "plan": (
        "saya kira, aku kira, kukira, tebak, tebakan, tebakanku, saya rasa, kurasa, perasaan, menurut saya, "
        "kalau menurut, duga, dugaan, saya duga, proyeksi, proyeksinya, prediksi, prediksinya, perkiraan, "
        "diperkirakan, estimasi, estimasinya, rencananya, diproyeksikan, akan, bakal, bakalan, mau, ingin, "
        "pengen, pingin, pengin, kepingin, harus, harusnya, seharusnya, mesti, mestinya, wajib, perlu, butuh, "
        "bisa, dapat mencapai, boleh, mungkin, barangkali, semoga, moga, moga-moga, mudah-mudahan, harap, "
        "harapan, harapannya, berharap, rencana, berencana, merencanakan, direncanakan, rencanakan, niat, "
        "berniat, ayo, yuk, mari, supaya, agar, biar, demi, besok, lusa, nanti, ntar, minggu depan, "
        "bulan depan, kuartal depan, tahun depan, pekan depan, sprint depan, segera, sebentar lagi, "
        "bentar lagi, hampir, nyaris, mendekati, menuju, mengejar, kejar, dikejar, coba, mencoba, berusaha, "
        "usahakan, upayakan, diusahakan, sepertinya, kayaknya, kayanya, agaknya, kira-kira bisa, tampaknya, "
        "diharapkan, diharap, usul, mengusulkan, usulan, impian, bermimpi, cita-cita, kurang dari, di bawah, "
        "dibawah, setidaknya, paling tidak, paling sedikit, lagi menuju, lagi sampai, akhir bulan ini harus, "
        "depan, ke depan, kedepannya, sebelum akhir, pada akhir, di akhir, akhir kuartal, akhir tahun, "
        "akhir bulan, dijadwalkan, janji, berjanji, sepakat, bertekad, ingatkan, tunggu, menunggu, nunggu, "
        "bisa-bisa, dorong, genjot, pastikan, "
        "incar, mengincar, bidik, membidik, pasang target, dipatok, patok, mematok, berambisi, bertaruh, "
        "diancang-ancang, ancang-ancang, dianggarkan"
    ),
    "negation": (
        "tidak, tak, nggak, ngga, enggak, gak, ga, gk, kagak, bukan, bukannya, belum, blm, belom, jangan, "
        "tanpa, salah, keliru, gagal, batal, urung, ndak, ogah, tidaklah, batalkan, abaikan, hapus, mustahil, "
        "jauh dari, meleset"
    ),
    "past": (
        "januari, februari, maret, april, mei, juni, juli, agustus, september, oktober, november, desember, "
        "lalu, kuartal lalu, bulan lalu, minggu lalu, tahun lalu, pekan lalu, sprint lalu, periode lalu, "
        "siklus lalu, kuartal kemarin, bulan kemarin, minggu kemarin, tahun kemarin, pekan kemarin, dulu, "
        "dahulu, dulunya, sebelumnya, tadinya, semula, pernah, waktu itu, saat itu, kuartal sebelumnya, "
        "bulan sebelumnya, tahun sebelumnya, minggu sebelumnya, zaman dulu, kala itu, sempat, ketika itu, "
        "silam, yang lalu, awal tahun, awal kuartal, awal bulan, bulan januari, bulan februari, bulan maret, "
        "bulan april, bulan mei, bulan juni, bulan juli, bulan agustus, bulan september, bulan oktober, "
        "bulan november, bulan desember, di kuartal pertama, "
        "musim hujan kemarin, musim kemarin, semester lalu, semester kemarin, triwulan lalu, "
        "triwulan kemarin, waktu awal, waktu peluncuran, saat peluncuran, jaman dulu, tempo hari, "
        "tempo dulu, periode sebelumnya, kuartal pertama lalu"
    ),
    "and": "dan, &, serta, juga, lalu kr, kemudian, terus, trus, sama kr, dan juga",
    "but": (
        "tapi, tetapi, namun, sedangkan, sementara, padahal, sehingga, makanya, jadi kita, jadi kami, walau, "
        "walaupun, meski, meskipun, melainkan"
    ),
    "have": "ada, punya, memiliki, mempunyai, terdapat",
    "fill": (
        "sama-sama, dua-duanya, kedua-duanya, sudah, udah, udh, sdh, telah, baru, baru saja, barusan, cuma, "
        "hanya, sekitar, kira-kira, kurang lebih, kisaran, kurleb, hampir pasti, hari ini, kemarin, kmrn, "
        "tadi, tadi pagi, minggu ini, bulan ini, kuartal ini, pekan ini, pagi ini, sore ini, siang ini, lagi, "
        "itu, ini, nih, ya, yah, sih, dong, deh, lho, loh, kok, nya, kita, kami, saya, aku, tim, tim kita, "
        "tim kami, yang, untuk, buat, pada, dengan, bagi, utk, tolong, mohon, catat, update, perbarui, ubah, "
        "set, isi, masukkan, lapor, laporan, laporkan, laporannya, alhamdulillah, akhirnya, malah, justru, "
        "cukup, lumayan, sedikit, banyak, drastis, tajam, tipis, jumlah, angka, nilai, skor, tingkat, "
        "persentase, rata-rata, rerata, progres, progress, pencapaian, capaian, sejauh ini, sampai sekarang, "
        "sampai hari ini, hingga kini, hingga saat ini, sampai saat ini, masing-masing, keduanya, kabar baik, "
        "kabar gembira, info, kembali, berhasil, terus-menerus, lebih, makin, semakin, sebagai, orang baru, "
        "dalam seminggu, semalam"
    ),
    "thing_before": (
        "tanggal, tgl, halaman, hal, slide, versi, nomor, no, no., ruang, ruangan, lantai, sprint, minggu ke, "
        "pekan ke, tahap, fase, langkah, baris, kolom, poin nomor, tahun, jam, pukul, rapat, tiket nomor, "
        "tiket #, bab, opsi, tugas, item, isu, kuartal, kelompok, batch, faktur, pesanan"
    ),
    "thing_after": (
        "januari, februari, maret, april, mei, juni, juli, agustus, september, oktober, november, desember, "
        "hari, minggu, pekan, bulan, tahun, kali, kendala, hambatan, tugas, komentar, rapat, halaman, ide, "
        "risiko, langkah, pertanyaan, laporan, pesan, berkas, dokumen, tautan, orang mengerjakan, orang yang, "
        "orang lagi, anggota, blocker, blokir, eksperimen, percobaan, cabang, tim, pihak, kantor, toko, kota"
    ),
    "unit:percent": "persen, prosen, persennya, poin persen, poin persentase",
    "unit:minutes": "menit, mnt",
    "unit:hours": "jam",
    "unit:seconds": "detik",
    "unit:days": "hari",
    "unit:weeks": "minggu, pekan",
    "unit:points": "poin, point, angka poin, bintang",
    "unit:count": (
        "pelanggan, pelanggan baru, klien, klien baru, orang, org, insinyur, engineer, karyawan, "
        "karyawan baru, bug, bug terbuka, unit, buah, akun, kontrak, customer, customer baru, pegawai, "
        "kandidat, developer, biji, engineer baru, insinyur baru, pengguna, tiket"
    ),
    "unit:currency": "rupiah, perak, dolar, dollar",
}
NUMERALS = (
    "nol=0, satu=1, dua=2, tiga=3, empat=4, lima=5, enam=6, tujuh=7, delapan=8, sembilan=9, sepuluh=10, "
    "sebelas=11, belas=+10, puluh=x10, ratus=x100, seratus=100, ribu=s1000, seribu=1000, rb=s1000, rbu=s1000, "
    "ribuan=s1000, juta=s1000000, jt=s1000000, jutaan=s1000000, sejuta=1000000, miliar=s1000000000, "
    "milyar=s1000000000, m-an=s1000000000, triliun=s1000000000000, setengah=0.5, lusin=x12, koma=."
)
