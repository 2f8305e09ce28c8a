/** The words that label runs of digits, by their meaning. Each is stored in normalized form. */

/**
 * The form for look-ups: without case, accents, vowel marks and stretching, and with one shape for the letters that
 * Arabic and Persian writers interchange.
 */
export function normalizeWord(word: string): string {
  if (asciiWord.test(word)) return word.toLowerCase();
  const bare = word.normalize('NFKD').replace(/[\p{M}\u0640]/gu, '');
  // NFKD takes Hangul syllables apart.
  return (hangul.test(bare) ? bare.normalize('NFC') : bare)
    .toLowerCase()
    .replace(/[ٱ]/g, 'ا')
    .replace(/[ىی]/g, 'ي')
    .replace(/ک/g, 'ك')
    .replace(/ة/g, 'ه');
}

const asciiWord = /^[a-z]*$/i;
const hangul = /[\u1100-\u11ff]/;

function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/).map(normalizeWord));
}

export const phoneWords = wordSet(`
  phone phones telephone tel tele mobile mob cell cellphone cellular call calls calling callback dial ring
  fax caller callerid whatsapp whats wapp sms text viber telegram signal hotline helpline landline switchboard trunkline direct ph handset contact reach
  telefon telefono telefone telefoon telefoni telefonnr puhelin matkapuhelin teléfono téléphone portable movil celular cellulare
  handy mobil mobiel mobilnr festnetz ruf anruf rufen durchwahl zentrale gsm tlf mobiltelefon komorka komorkowy telefax infolinia
  cep faks телефон тел моб мобильный факс звоните טלפון נייד פקס telpon telepon ponsel hubungi फोन मोबाइल
  جوالي هاتفي موبايلي رقمي تلفونه تلفوني شريحه
  tph tphone telf tlfn tlm telemovel puh whatsap wasap zap recado fone cel cellulari recapito sampark doorbhash dooravani mobail mobayil fon raabta rabta
  ring ringen bel gebel dzwonic dzwon zadzwon volat volejte sunati suna hivja hivjon mobilszam telefonszam telefonnummer irtibat iletisim aranan
  телефоны тел/факс сотовый сот ватсап вайбер звонок звонить позвоните дзвоніть
  κινητο τηλ τηλεφωνο τηλεφωνα φαξ σταθερο καλεστε κιν
  फोन फ़ोन मो मोबाईल संपर्क सम्पर्क दूरभाष कॉल मोबाइलनंबर মোবাইল ফোন যোগাযোগ মোবাইলনম্বর மொபைல் தொலைபேசி ఫోన్ మొబైల్ ಮೊಬೈಲ್ ಫೋನ್ મોબાઇલ ફોન ਫ਼ੋਨ ਮੋਬਾਈਲ
  โทร โทรศัพท์ มือถือ เบอร์โทร เบอร์โทรศัพท์ เบอร์ติดต่อ ติดต่อ แฟกซ์ điện thoại sđt đt zalo hotline seluler nomorhp hp wa telp hpnya
  טל פלאפון סלולרי להתקשר התקשרו
  هاتف هواتف تلفون تليفون جوال موبايل محمول خلوي نقال سنترال سويتش اتصل اتصلوا اتصال تواصل تواصلوا واتساب واتس واتسآب واتسب
  فاكس ارضي مباشر مكالمه كلمني كلموني تلفن تماس همراه موبايل فون رابطه
`);

export const otherWords = wordSet(`
  invoice invoices inv bill order ord ticket tickets tkt case account acct acc iban ref reference references
  tracking track shipment parcel awb waybill consignment serial sn sku isbn issn ean upc gtin barcode asin vat tax tin trn ein
  ssn nin cr id ids uid uuid guid iqama passport license licence permit policy contract po quote quotation receipt transaction
  transactions txn trx trans payment remittance booking reservation confirmation pnr membership patient mrn claim lot batch model part
  imei imsi iccid meter mac version build revision bug issue job record row zip postal postcode box swift bic routing card code pin otp
  timestamp epoch unix total amount price balance cost sum qty quantity population views followers subscribers size duration
  score weight npi conf a/c s/n p/n vin plate chassis engine registration docket file folio voucher coupon cheque check deal opportunity
  complaint incident item product asset session sequence thread premise premises plot makani emirates qid error exception exit process pid
  credit debit sadad biller wallet imo mmsi flight seat hs container pallet seal loyalty miles payroll badge exam certificate cert accession
  specimen prescription rx chart queue token note log subtotal net gross due paid outstanding capital valuation worth tag anydesk
  visa visas permits loan loans mortgage escrow application applications sample samples lab notice notices fine fines violation penalty summons
  citation warrant lawsuit suit petition hearing tender tenders bid bids rfq rfp proposal estimate requisition grn asn wo slip pass locker lockers
  shelf bin carton crate vessel voyage declaration customs entry bond warranty guarantee rebate promo gift cashback passbook ledger journal posting
  memo statement clearing settlement series edition volume article chapter drawing blueprint tenancy ejari lease unit paci civil elevation altitude
  odometer mileage frame encounter admission discharge bed ward dose ndc mpn component assembly firmware software package module node host server
  cluster instance disk sector offset address worker retry latency byte bytes errno event trace span correlation nonce key secret salt digest
  fingerprint index seq count average median census voters ballots attendees passengers tourists employees headcount streams plays hits
  reposts retweets comments reviews ratings points rank level steps calories distance speed height width length depth area capacity voltage
  frequency barrels tonnes litres gallons kwh cash petty equity assets liabilities debt arrears premium payout award prize jackpot lottery raffle
  seed passcode password pwd login username handle profile channel playlist video photo image img scan attachment folder archive snapshot
  changelist jira sprint epic milestone release isrc orcid upi bsb aba sortcode ifsc micr cheques vouchers receipts statements contracts policies
  claims files cases dossiers shipments parcels packages boxes pallets containers licences licenses certificates passports plates meters stamps
  teamviewer likes downloads installs impressions clicks visits visitors sessions pageviews members shares salaries inventory stock establishment
  sponsor isic naics naf ape scn lsn oid crc md5 sha aadhaar aadhar gst gstin abn acn nhs bsn utr rma isin cusip doi pmid crn eori duns arn mrz bol manifest subscription
  deed grant hash checksum commit salary revenue income budget profit turnover reading readings deposit refund discount fee fees rent
  rechnung auftrag bestellung vorgang vertrag konto kontonr blz steuer steuernr ustid ust aktenzeichen sendung lieferschein beleg betrag summe
  hrb kd plz zahlernr artikel lagerplatz lagerort
  commande facture factures dossier colis suivi compte siret siren tva recu contrat montant
  pedido factura facturas fatura faturas cuenta conta cpf cnpj nif cif nie dni rfc curp nit rut ruc albaran expediente envio
  seguimiento rastreio codigo contrato protocolo recibo importe
  ordine fattura fatture iva partita fiscale conto spedizione pratica contratto ricevuta
  bestelling factuur rekening kvk btw zending klacht dossiernr offerte
  zamowienie faktura faktury nip regon pesel krs konta przesylka umowa
  ordre ordrenr fakturanr faktura tilaus lasku kontonummer cvr orgnr personnummer sak
  siparis fatura vergi kimlik hesap kargo takip sozlesme
  заказ заказа счет счета договор инн кпп огрн накладная трек замовлення рахунок
  הזמנה חשבונית חשבון pesanan tagihan nik npwp resi faktur
  فاتوره فواتير طلب طلبيه طلبات حساب ايبان آيبان تذكره مرجع مرجعي شحنه شحن تتبع بوليصه سجل هويه اقامه جواز رخصه
  ضريبي ضريبه ضريبيه عقد حجز معامله عمليه عمليات عضويه ملف بطاقه ايصال سند تسلسلي رمز كود بريد صندوق مبلغ قيمه اجمالي مجموع سعر كميه
  رصيد شيك عداد باركود امر تحويلات حواله دفعه لوحه منتج قضيه وظيفي راتب ايراد ايرادات تكلفه رسوم قراءه
  وثيقه مطالبه بلاغ شكوي محضر صك قيد مستند اشتراك عرض قسيمه هيكل شاصي مدني قومي وطني احصائي بنكي صنف قطعه وصل سداد مفوتر مكاني
  نقاط صافي مستحق مدفوع متبقي خصم متابع متابعون متابعين مشاهده مشاهدات زياره زيارات تحميل تحميلات شهاده تصريح ترخيص تاشيره منشاه صادر
  مخالفه مخالفات دعوي مناقصه مزايده مساحي وصفه بيان جمركي اذن منفذ زوار عدد الالي عينه فحص تحليل قرض تمويل رهن ضمان كفاله تامين تامينات حادث
  تقرير خطاب تعميم قرار مرسوم ماده فقره صفحه مجلد طبعه نسخه اصدار ترقيم تسلسل شفره مرور شحنات سفينه مساحه ارتفاع مسافه وزن حجم سعه سرعه نسبه
  معدل متوسط ناتج سكان ناخبين اصوات مقاعد موظفين سياح ركاب حجاج معتمرين اعجابات تعليقات مديونيه قسط اقساط غرامه جزاء عموله اسهم خسائر ميزانيه
  مصروف مصروفات ايجار علاوه مكافاه جائزه باقه محرك استماره عنوان خزانه صندوق اشعار اشعارات تعاقد مرجعيه ترخيصيه صرف فواتيري طابع
  مخطط بلك شقه بند موديل تشغيله لوط رحله مقعد بوابه خطا جلسه ايداع تحويل دفع سحب تاكيد استلام بضاعه توريد شراء ارساليه سيريال كوبون حاويه
  سفارش فاكتور ملي پستي شبا كارت كد مشتري اشتراك
  lotto loto bonoloto superenalotto tipp sorteo sorteio quiniela
  rev pn cnh rti winning winner katalogowy serie guia codice اوردر
  route routes temperature temperatures bates pp pgs page pages exhibit parcelle objekt gutschein los charge ladung teil bauteil zahlerstand
  creneau creneaux dates horaires seite seiten strona strony hlm blz pagina paginas pag stranka
  matr matricola matricula matricule utente contribuinte pratica protocollo codigo articulo referencia
  zam zamow objednavka faktury cislo rendeles szamla adoszam comanda comenzi cmd cnp cui
  договора договору договор абонент абонента артикул полис показания лицевой счёт счёта квитанция трек кадастровый паспорт
  накладна договор картка абонплата
  παραγγελια παραγγελιας τιμολογιο αφμ αμκα πελατη κωδικος σελ
  ऑर्डर आदेश बिल खाता आधार रसीद অর্ডার বিল রশিদ হিসাব
  คำสั่งซื้อ เลขที่คำสั่งซื้อ ใบแจ้งหนี้ บัญชี เลขพัสดุ đơn hóa mã vạch stk mst cccd
  encomenda nota notas guias symbol zasilka zasielka smlouva smlouvy zmluva zmluvy ucet uctu akaun invois resit kontrak bungkusan khoản
  τιμολογιου λογαριασμου λογαριασμος πελατης αποστολης συμβολαιου μητρωου αποδειξης αποδειξη κρατησης κωδικου φακελου
  saskaita saskaitos sutartis sutarties uzsakymas uzsakymo pasutijums rekins konts ligums arve tellimus leping
  narudzba narudzbe racun racuna ugovor ugovora posiljka поръчка поръчки фактура сметка пратка рачун поруџбина уговор
  szamla szamlaszam ugyfelszam szerzodes csomag megrendeles irsaliye
  آرڈر بل رسید اکاؤنٹ کھاتہ شناختی انوائس پارسل চালান ইনভয়েস অ্যাকাউন্ট পার্সেল মেমো चालान इनवॉइस पार्सल
  ת"ז ח"פ ע"מ מק"ט זהות
  לקוח קבלה משלוח מיקוד תעודת
`);

/** Words without a meaning between a label and its number. */
export const fillers = wordSet(`
  ka ki ke ko hai n° nro nº нөмірі нет no. č cislo
  no nr num nos nº n number numbers is was are the a an of for your my our his her their this that new old main and or primary
  de del di da do la le el los n° numero nummer nombre der die das van av номер
  في رقم ارقام هو هي هذا هذه الخاص الخاصه و او على علي
`);

/** Words that are a label of the other kind only with an adjacent `no`, `id`, `code` or `#`. */
export const holders = wordSet(`
  customer client employee user agent vendor supplier student staff member company device branch store terminal request campaign merchant
  subscriber guest candidate applicant inmate lead org
  kunde kunden client cliente klant klient kund kunde asiakas musteri клиент pan
  clients clientes clienti klienta klientow zakaznik zakaznika ugyfel vevo клиента кліент клиентов пользователь locataire adherent abonne abonado socio socia
  عميل موظف طالب مورد شركه جهاز فرع طرد مشروع مستخدم مشترك عضو متقدم مرشح
`);
/** Plurals of `order`, quotes and counters: those who take orders have a phone, and a number of theirs in groups of digits is rare. */
export const orderLines = wordSet(`orders commandes pedidos ordini zamowienia objednavky encomendas devis counter`);

/** People whom a list numbers: `Candidate 71104482 sat paper 2`. */
export const listedPeople = wordSet(`candidate applicant inmate`);

export const numbering = wordSet(`no nr num nº n° nro number id code codice codigo numero nummer numer cislo номер код رقم معرف كود`);

/**
 * Nouns after which `number` means a phone number: `office number`, `رقم المندوب`. After any other noun it numbers a
 * thing.
 */
export const owners = wordSet(`
  ghar dukan dukaan daftar office ofis bhai behen mummy papa maa didi sahab saab
  office home work house reception frontdesk shop clinic hospital school hotel restaurant pharmacy bank driver guard nanny wife husband mother
  father mom dad brother sister son daughter boss secretary owner landlord tenant guest emergency sales personal private business local
  international national alternative alternate alt backup secondary second third other another correct right wrong same following below above
  current preferred best daytime evening night temporary temp roaming toll free tollfree uk us uae ksa saudi egyptian egypt dubai riyadh jeddah cairo
  company branch store customer client agent staff friend neighbour neighbor doctor dr lawyer engineer accountant supplier vendor contractor
  distributor supervisor coordinator trainer teacher chef cook plumber electrician technician worker deputy president captain officer police
  recipient receiver sender buyer seller trader investor patient visitor tenant broker realtor dispatcher courier rider cousin uncle aunt
  بيت منزل عمل عياده سائق طوارئ حارس زوج زوجه والد والده اخ اخت ام اب ابن بنت صديق صاحب مالك مستاجر وسيط مسوق استقبال محل متجر مدرسه
  مستشفي صيدليه مطعم فندق مبيعات صيانه سكرتير سكرتيره محامي مهندس دكتور طبيب استاذ زبون شخصي بديل ثاني اول اخر جديد قديم صحيح تالي
  سعودي اماراتي مصري دولي محلي موحد مجاني ساخن اداره عام مستودع مقر معرض ورشه مصنع شركه فرع عميل موظف طالب مورد مشترك مستخدم
  سواق محاسب مقاول موزع مشرف مشرفه مراقب منسق منسقه مصور مدرب معلم معلمه مدرس طباخ حلاق خياط سباك كهربائي نجار فني عامل مساعد نائب رئيس
  كابتن ضابط شيخ عريس جار خال عم جد شخص سيد سيده استاذه دكتوره مهندسه محاميه ممرض ممرضه مستلم مرسل مشتري بائع تاجر مستثمر مسوقه وكيل كفيل
  مريض زائر ضيف نزيل حجوزات استعلامات شكاوي اسعاف شرطه بلديه سفاره قنصليه جامعه كليه معهد مركز مجمع بقاله مخبز مقهي صالون نادي عماره فيلا
  استراحه مزرعه مدير مديره مسؤول مسؤوله مندوب مندوبه موظفه
`);

/** End the label: the words before them belong to something else, or name a person (`account manager 055…`). */
export const stops = wordSet(`
  at on to via by from in with manager executive desk office support team department dept owner rep representative center centre service
  accounts services officer specialist director assistant handler line passenger
  مدير مديره مسؤول مسؤوله مندوب مندوبه موظفه خدمه دعم قسم مكتب فريق مع من الى
`);

/** Germanic and Finnish compounds end in the word for number; Chinese, Japanese and Korean leave no space between words. */
const phoneCompound =
  /^(?:tele|tel|ruf|handy|mob|fax|durchwahl|gsm|kontakt|contact|not|service|festnetz|ruckruf|privat|buro|geschaft|dienst|arbeit|haupt|hotline|gratis|frei|jour(?=num)|zentral|praxis|sekretariat|phone|cell|puhelin|matkapuhelin|yhteys)\p{L}*(?:nummern?|nr|numero|number)$|微信|电话|電話|手机|手機|携帯|传真|傳真|座机|热线|熱線|联系|聯繫|聯絡|連絡|来电|拨打|致电|着信|전화|휴대|핸드폰|연락처|팩스|대표번호|발신번호/u;
const cjkNumber = /(?:号|號|番|番号|单|單|码|碼|コー?[ドト]|번호|코드|双色球|乐透|ロト)$/u;
const compoundNumber = /^(?:([\p{L}/]{2,})(?:nr|numero|number)|([\p{L}/]+)numm(?:er|ern|eret))$/u;
/** Order, parcel, account, invoice, receipt, code, member, identity, policy, contract. */
const thaiThing = anyOf('คำสั่งซื้อ', 'พัสดุ', 'บัญชี', 'ใบแจ้งหนี้', 'ใบเสร็จ', 'รหัส', 'สมาชิก', 'ประจำตัว', 'กรมธรรม์', 'สัญญา');
/** Call, mobile, contact, fax; not the television and the telegraph, which begin with the word for a call. */
const thaiPhone = `โทร(?!${anyOf('ทัศน์', 'เลข', 'ม')})|${anyOf('มือถือ', 'ติดต่อ', 'แฟกซ์')}`;

function anyOf(...words: string[]): string {
  return words.map(normalizeWord).join('|');
}

/** Thai leaves no space between words: the last of those known decides. */
const lastThai = new RegExp(`^.*(?:(${thaiPhone})|${thaiThing})`, 'u');

/** The meaning of a word that is several in one. */
export function kindOfCompound(word: string): 'phone' | 'other' | null {
  const thai = lastThai.exec(word);
  if (thai) return thai[1] ? 'phone' : 'other';
  const numbered = compoundNumber.exec(word);
  if (phoneCompound.test(word) || (numbered && phoneWords.has((numbered[1] ?? numbered[2])!))) return 'phone';
  return numbered || cjkNumber.test(word) ? 'other' : null;
}
